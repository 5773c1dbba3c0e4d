package dev.suspendable.samples.chat.load;

/** A server that is put under load. */
interface TestServer extends AutoCloseable {
  /** The port on the loopback interface. */
  int port();
}
