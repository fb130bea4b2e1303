// The door: who is logged in goes home, who is not to the login.
const answer = await fetch("/api/session", { headers: { Accept: "application/json" } });
location.replace(answer.ok ? "/home" : "/login");
