package dev.suspendable.samples.chat.data;

import java.time.Duration;

class InMemoryStoreTest extends StoreTests {
  @Override
  Store open() {
    return new InMemoryStore(clock, Duration.ofHours(1));
  }
}
