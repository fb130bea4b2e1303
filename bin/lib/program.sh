# Sourced by tools that operators run, too: sets PROGRAM to what runs a class of the program. Installed (natsuin.jar beside bin/,
# as conf/container/Containerfile does) it is the jar by the java that is there; in a source tree what was compiled of it.
program() {
  local arguments
  if [ -f "$1/natsuin.jar" ]; then
    arguments=$(cat "$1/jvm.arguments")
    # shellcheck disable=SC2206
    PROGRAM=("${JAVA_HOME:+$JAVA_HOME/bin/}java" $arguments -XX:MaxRAMPercentage=60 -cp "$1/natsuin.jar:$1/lib/*")
  else
    . "$1/bin/lib/java.sh"
    . "$1/bin/lib/build.sh"
    build "$1"
    arguments=$(cat "$1/target/jvm.arguments")
    # shellcheck disable=SC2206
    PROGRAM=("$JAVA25" $arguments -cp "$1/target/classes:$(cat "$1/target/classpath")")
  fi
}
