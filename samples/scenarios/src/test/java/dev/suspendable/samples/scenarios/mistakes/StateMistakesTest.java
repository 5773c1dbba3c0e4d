package dev.suspendable.samples.scenarios.mistakes;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.samples.scenarios.mistakes.Mistake.io;
import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.SharedTask;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.sync.AsyncMutex;
import dev.suspendable.test.Exploration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** State that two coroutines change, with an await in between. */
class StateMistakesTest {

  // ---- A counter that is read before and written after an await.

  static final class Counter {
    final AsyncMutex mutex = new AsyncMutex();
    int value;

    @Suspendable
    Task<Void> increment() {
      int read = value;
      await(io());
      value = read + 1;
      return Task.completed();
    }

    @Suspendable
    Task<Void> incrementLocked() {
      try (var held = await(mutex.lock())) {
        await(increment());
      }
      return Task.completed();
    }
  }

  @Test
  void lostUpdate() {
    Mistake.of("lost update of a counter", Exploration.random(100), 5)
        .isFoundIn(
            run -> {
              Counter counter = new Counter();
              run.afterwards("both are counted", () -> counter.value == 2);
              return Task.whenAll(counter.increment(), counter.increment());
            },
            "both are counted",
            run -> {
              Counter counter = new Counter();
              run.afterwards("both are counted", () -> counter.value == 2);
              return Task.whenAll(counter.incrementLocked(), counter.incrementLocked());
            });
  }

  // ---- A check whose result is old when it is used.

  static final class Account {
    int balance = 100;

    @Suspendable
    Task<Boolean> withdraw(int amount) {
      if (balance < amount) {
        return Task.of(false);
      }
      await(io());
      balance -= amount;
      return Task.of(true);
    }

    @Suspendable
    Task<Boolean> withdrawReserved(int amount) {
      if (balance < amount) {
        return Task.of(false);
      }
      balance -= amount;
      boolean paid = false;
      try {
        await(io());
        paid = true;
      } finally {
        balance += paid ? 0 : amount;
      }
      return Task.of(true);
    }
  }

  @Test
  void checkThenAct() {
    Mistake.of("check-then-act over an await", Exploration.random(100).injectingFailures(), 5)
        .isFoundIn(
            run -> {
              Account account = new Account();
              run.invariant("the balance is not negative", () -> account.balance >= 0);
              return Task.whenAll(account.withdraw(80), account.withdraw(80));
            },
            "the balance is not negative",
            run -> {
              Account account = new Account();
              run.invariant("the balance is not negative", () -> account.balance >= 0);
              return Task.whenAll(account.withdrawReserved(80), account.withdrawReserved(80));
            });
  }

  // ---- Write skew: each one sees that the other is there.

  static final class Duty {
    int present = 2;

    @Suspendable
    Task<Void> leave() {
      boolean another = present > 1;
      await(io());
      if (another) {
        present--;
      }
      return Task.completed();
    }

    @Suspendable
    Task<Void> leaveChecked() {
      await(io());
      if (present > 1) {
        present--;
      }
      return Task.completed();
    }
  }

  @Test
  void writeSkew() {
    Mistake.of("write skew", Exploration.exhaustive(2), 1)
        .isFoundIn(
            run -> {
              Duty duty = new Duty();
              run.invariant("one is present", () -> duty.present >= 1);
              return Task.whenAll(duty.leave(), duty.leave());
            },
            "one is present",
            run -> {
              Duty duty = new Duty();
              run.invariant("one is present", () -> duty.present >= 1);
              return Task.whenAll(duty.leaveChecked(), duty.leaveChecked());
            });
  }

  // ---- A refresh that writes an old value over a new one.

  static final class Cache {
    int stored = 1;
    int cached = 1;
    int version;

    @Suspendable
    Task<Void> refresh() {
      await(io());
      int loaded = stored;
      await(io());
      cached = loaded;
      return Task.completed();
    }

    @Suspendable
    Task<Void> refreshIfUnchanged() {
      int before = version;
      await(io());
      int loaded = stored;
      await(io());
      if (version == before) {
        cached = loaded;
      }
      return Task.completed();
    }

    @Suspendable
    Task<Void> put(int value) {
      stored = value;
      version++;
      await(io());
      cached = value;
      return Task.completed();
    }
  }

  @Test
  void staleRefresh() {
    Mistake.of("old value over a new one in a cache refresh", Exploration.random(1000), 50)
        .isFoundIn(
            run -> {
              Cache cache = new Cache();
              run.afterwards("the cache is current", () -> cache.cached == cache.stored);
              return Task.whenAll(cache.refresh(), cache.put(2));
            },
            "the cache is current",
            run -> {
              Cache cache = new Cache();
              run.afterwards("the cache is current", () -> cache.cached == cache.stored);
              return Task.whenAll(cache.refreshIfUnchanged(), cache.put(2));
            });
  }

  // ---- A compare-and-set that does not see that the value has changed twice.

  static final class Stack {
    private record Node(String value, Node next) {}

    Node top = new Node("a", new Node("b", null));
    int version;
    int popped;

    @Suspendable
    Task<Void> pop(boolean versioned) {
      for (; ; ) {
        String seen = top.value;
        int before = version;
        Node next = top.next;
        await(io());
        if (versioned ? version == before : top != null && top.value.equals(seen)) {
          top = next;
          version++;
          popped++;
          return Task.completed();
        }
      }
    }

    @Suspendable
    Task<Void> replaceBelow() {
      Node first = top;
      top = first.next;
      version++;
      await(io());
      top = new Node(first.value, new Node("c", top));
      version++;
      return Task.completed();
    }

    int size() {
      int size = 0;
      for (Node at = top; at != null; at = at.next) {
        size++;
      }
      return size;
    }
  }

  @Test
  void aba() {
    Mistake.of("ABA", Exploration.exhaustive(2), 20)
        .isFoundIn(
            run -> {
              Stack stack = new Stack();
              run.afterwards("no element is lost", () -> stack.size() + stack.popped == 3);
              return Task.whenAll(stack.pop(false), stack.replaceBelow());
            },
            "no element is lost",
            run -> {
              Stack stack = new Stack();
              run.afterwards("no element is lost", () -> stack.size() + stack.popped == 3);
              return Task.whenAll(stack.pop(true), stack.replaceBelow());
            });
  }

  // ---- Two changes that belong together, with an await in between.

  static final class Bank {
    int a = 50;
    int b = 50;

    @Suspendable
    Task<Void> transfer() {
      a -= 10;
      await(io());
      b += 10;
      return Task.completed();
    }

    @Suspendable
    Task<Void> transferAtOnce() {
      await(io());
      a -= 10;
      b += 10;
      return Task.completed();
    }

    @Suspendable
    Task<Void> audit() {
      await(io());
      assertThat(a + b).as("the sum").isEqualTo(100);
      return Task.completed();
    }
  }

  @Test
  void invariantBrokenBetweenAwaits() {
    Mistake.of("invariant broken between two awaits", Exploration.random(100), 10)
        .isFoundIn(
            run -> {
              Bank bank = new Bank();
              return Task.whenAll(bank.transfer(), bank.audit());
            },
            "the sum",
            run -> {
              Bank bank = new Bank();
              return Task.whenAll(bank.transferAtOnce(), bank.audit());
            });
  }

  // ---- A connection that two coroutines find missing.

  static final class Client {
    int connects;
    private String connection;
    private SharedTask<String> connecting;

    @Suspendable
    Task<String> connect() {
      connects++;
      await(io());
      return Task.of("connection " + connects);
    }

    @Suspendable
    SharedTask<String> connectOnce() {
      return SharedTask.of(await(connect()));
    }

    @Suspendable
    Task<String> request() {
      if (connection == null) {
        connection = await(connect());
      }
      return Task.of(connection);
    }

    @Suspendable
    Task<String> requestShared() {
      if (connecting == null) {
        connecting = connectOnce();
      }
      return Task.of(await(connecting));
    }
  }

  @Test
  void doubleStart() {
    Mistake.of("double start", Exploration.random(100), 5)
        .isFoundIn(
            run -> {
              Client client = new Client();
              run.afterwards("one connect", () -> client.connects == 1);
              return Task.whenAll(client.request(), client.request());
            },
            "one connect",
            run -> {
              Client client = new Client();
              run.afterwards("one connect", () -> client.connects == 1);
              return Task.whenAll(client.requestShared(), client.requestShared());
            });
  }

  // ---- A child that relies on another one.

  static final class Session {
    private String user;

    @Suspendable
    Task<Void> login() {
      await(io());
      user = "Ada";
      return Task.completed();
    }

    @Suspendable
    Task<Integer> load() {
      await(io());
      return Task.of(user.length());
    }

    @Suspendable
    Task<Integer> inOrder() {
      await(login());
      return Task.of(await(load()));
    }
  }

  @Test
  void orderOfChildren() {
    Mistake.of("assumption about the order of two children", Exploration.random(100), 10)
        .isFoundIn(
            run -> {
              Session session = new Session();
              return Task.whenAll(session.login(), session.load());
            },
            "NullPointerException",
            run -> new Session().inOrder());
  }

  // ---- A list that changes while a loop with awaits reads it.

  static final class Listeners {
    final List<String> names = new ArrayList<>(List.of("a", "b", "c"));

    @Suspendable
    Task<Void> tellAll() {
      for (String name : names) {
        await(io());
      }
      return Task.completed();
    }

    @Suspendable
    Task<Void> tellAllOfNow() {
      for (String name : List.copyOf(names)) {
        await(io());
      }
      return Task.completed();
    }

    @Suspendable
    Task<Void> leave() {
      await(io());
      names.remove("a");
      return Task.completed();
    }
  }

  @Test
  void changedWhileIterated() {
    Mistake.of("collection changed while a loop awaits", Exploration.random(100), 10)
        .isFoundIn(
            run -> {
              Listeners listeners = new Listeners();
              return Task.whenAll(listeners.tellAll(), listeners.leave());
            },
            "ConcurrentModificationException",
            run -> {
              Listeners listeners = new Listeners();
              return Task.whenAll(listeners.tellAllOfNow(), listeners.leave());
            });
  }
}
