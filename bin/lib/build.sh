# Sourced by the other scripts: compiles what changed and keeps the class path in target/classpath.
build() (
  cd "$1"
  mkdir -p target
  exec 8>target/.build.lock
  flock 8
  if [ ! -f target/classpath ] || [ pom.xml -nt target/classpath ]; then
    mvn_quiet dependency:build-classpath -Dmdep.outputFile=target/classpath.new -Dmdep.includeScope=runtime
    sed -n 's:.*<jvm.arguments>\(.*\)</jvm.arguments>.*:\1:p' pom.xml > target/jvm.arguments
    mv target/classpath.new target/classpath
  fi
  if [ ! -f target/.compiled ] || [ -n "$(find pom.xml conf src/main -newer target/.compiled -print -quit)" ]; then
    touch target/.compiling
    mvn_quiet compile
    mv target/.compiling target/.compiled
  fi
)

# What is on this machine first: a start must not wait for a network.
mvn_quiet() {
  ./mvnw -q -B -o "$@" >/dev/null 2>&1 || ./mvnw -q -B "$@"
}
