# Sourced by tools that operators run, too: sets PROGRAM to what runs a class of the program. Installed (natsuin.jar beside bin/,
# as conf/container/Containerfile does) it is the jar by the java that is there; in a source tree what was compiled of it.
program() {
  local arguments
  if [ -f "$1/natsuin.jar" ]; then
    arguments=$(cat "$1/jvm.arguments")
    # shellcheck disable=SC2206
    PROGRAM=("$(installed_java)" $arguments -XX:MaxRAMPercentage=60 -cp "$1/natsuin.jar:$1/lib/*")
  else
    . "$1/bin/lib/java.sh"
    . "$1/bin/lib/build.sh"
    build "$1"
    arguments=$(cat "$1/target/jvm.arguments")
    # shellcheck disable=SC2206
    PROGRAM=("$JAVA25" $arguments -cp "$1/target/classes:$(cat "$1/target/classpath")")
  fi
}

installed_java() {
  local candidate
  for candidate in ${JAVA_HOME:+"$JAVA_HOME/bin/java"} java /usr/lib/jvm/*25*/bin/java; do
    if "$candidate" -version 2>&1 | grep -q 'version "2[5-9]'; then
      echo "$candidate"; return
    fi
  done
  echo "Java 25 not found: install it, or set JAVA_HOME." >&2
  return 1
}
