/**
 * The data that outlive a connection: users, tokens and messages.
 *
 * <p>Start with {@link dev.suspendable.samples.chat.data.Store}, which the server uses. {@link
 * dev.suspendable.samples.chat.data.JdbcStore} keeps everything in H2 or PostgreSQL.
 */
package dev.suspendable.samples.chat.data;
