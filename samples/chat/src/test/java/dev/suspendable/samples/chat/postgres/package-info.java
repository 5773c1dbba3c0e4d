/** A real PostgreSQL on this machine, for tests and for runs with faults. */
package dev.suspendable.samples.chat.postgres;
