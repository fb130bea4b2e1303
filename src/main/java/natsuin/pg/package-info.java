/** Owns the connection pool to PostgreSQL and what a transaction is. Must not know any table. */
@org.jspecify.annotations.NullMarked
package natsuin.pg;
