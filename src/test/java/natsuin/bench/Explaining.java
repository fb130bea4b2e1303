package natsuin.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import natsuin.pg.Database;
import natsuin.pg.PostgresConfiguration;

/**
 * A database that has PostgreSQL explain every statement, with the very values that come with it,
 * before it runs it: {@code EXPLAIN (ANALYZE, BUFFERS)}.
 */
final class Explaining {
  private static final Pattern PLANNING = Pattern.compile("Planning Time: ([\\d.]+) ms");
  private static final Pattern EXECUTION = Pattern.compile("Execution Time: ([\\d.]+) ms");

  /** One statement, as it was planned and run. */
  record Plan(String sql, String text) {
    double executed() {
      return figure(EXECUTION);
    }

    double planned() {
      return figure(PLANNING);
    }

    private double figure(Pattern pattern) {
      var found = pattern.matcher(text);
      return found.find() ? Double.parseDouble(found.group(1)) : 0;
    }
  }

  private final List<Plan> plans = new ArrayList<>();
  private final Database like;
  private final Pool real;

  Explaining(Database database) throws ReflectiveOperationException {
    this.like = database;
    this.real = (Pool) field("pool").get(database);
  }

  private static Field field(String name) throws ReflectiveOperationException {
    var field = Database.class.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }

  /** What has been explained since the last time. */
  synchronized List<Plan> take() {
    var taken = List.copyOf(plans);
    plans.clear();
    return taken;
  }

  private synchronized void put(Plan plan) {
    plans.add(plan);
  }

  /** The same database for the program's rooms. */
  Database database() throws ReflectiveOperationException {
    var constructor =
        Database.class.getDeclaredConstructor(Vertx.class, PostgresConfiguration.class);
    constructor.setAccessible(true);
    var database =
        constructor.newInstance(field("vertx").get(like), field("configuration").get(like));
    field("pool").set(database, pool());
    return database;
  }

  Pool pool() {
    return (Pool)
        Proxy.newProxyInstance(
            Pool.class.getClassLoader(),
            new Class<?>[] {Pool.class},
            (proxy, method, arguments) ->
                method.getName().equals("preparedQuery")
                    ? query((String) arguments[0])
                    : call(real, method, arguments));
  }

  @SuppressWarnings("unchecked")
  private PreparedQuery<RowSet<Row>> query(String sql) {
    var query = real.preparedQuery(sql);
    return (PreparedQuery<RowSet<Row>>)
        Proxy.newProxyInstance(
            PreparedQuery.class.getClassLoader(),
            new Class<?>[] {PreparedQuery.class},
            (proxy, method, arguments) ->
                method.getName().equals("execute") && arguments != null
                    ? explain(sql, (Tuple) arguments[0])
                        .compose(done -> query.execute((Tuple) arguments[0]))
                    : call(query, method, arguments));
  }

  private Future<Void> explain(String sql, Tuple values) {
    return real.preparedQuery(Database.ANEW + "explain (analyze, buffers) " + sql)
        .execute(values)
        .onSuccess(
            rows ->
                put(
                    new Plan(
                        sql,
                        StreamSupport.stream(rows.spliterator(), false)
                            .map(row -> row.getString(0))
                            .collect(Collectors.joining("\n")))))
        .mapEmpty();
  }

  private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
