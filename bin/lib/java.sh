# Sourced by the other scripts: finds a JDK 25 (the build itself finds it by Maven toolchains).
# Sets JAVA25 to its java, or says what to install.
find_java25() {
  local candidate
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/*25* "$HOME"/.jdks/*25* /opt/*jdk*25* /Library/Java/JavaVirtualMachines/*25*/Contents/Home; do
    if [ -x "$candidate/bin/javac" ] && "$candidate/bin/java" -version 2>&1 | grep -q 'version "25'; then
      echo "$candidate/bin/java"; return
    fi
  done
  return 1
}
JAVA25=$(find_java25) || { echo "JDK 25 not found: install one (for example Temurin 25) or set JAVA_HOME." >&2; exit 1; }
