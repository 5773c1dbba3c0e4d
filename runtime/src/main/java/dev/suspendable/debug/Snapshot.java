package dev.suspendable.debug;

import dev.suspendable.coroutine.Chain;
import dev.suspendable.coroutine.Environment;
import dev.suspendable.coroutine.Inspection;
import dev.suspendable.coroutine.Promise;
import dev.suspendable.scope.Context;
import dev.suspendable.scope.TaskScope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes a dump. Confined to one thread. */
final class Snapshot {
  private final LiveCoroutines live;
  private final @Nullable Function<Object, String> show;
  private final long now = System.nanoTime();
  private final List<Node> nodes = new ArrayList<>();
  private final Map<Promise, Node> byCoroutine = new IdentityHashMap<>();

  /** The coroutines that continue in the place of others, by these. */
  private final Map<Promise, Node> replacements = new IdentityHashMap<>();

  /**
   * The coroutines that have a scope in a variable: its owner, and perhaps some of its subtasks.
   */
  private final Map<TaskScope<?, ?>, List<Node>> holders = new IdentityHashMap<>();

  private Snapshot(LiveCoroutines live, @Nullable Function<Object, String> show) {
    this.live = live;
    this.show = show;
  }

  /**
   * @param show makes text of the values of variables; null for the default
   */
  static CoroutineDump of(LiveCoroutines live, @Nullable Function<Object, String> show) {
    return new Snapshot(live, show).take();
  }

  /** A coroutine in the dump. */
  private static final class Node {
    final LiveCoroutines.Entry entry;
    final Inspection seen;
    final List<String> via = new ArrayList<>();
    @Nullable Node parent;
    @Nullable TaskScope<?, ?> scope;
    @Nullable Environment environment;
    @Nullable Node awaited;
    boolean isResolvedInward;
    boolean isResolvedOutward;

    Node(LiveCoroutines.Entry entry, Inspection seen) {
      this.entry = entry;
      this.seen = seen;
    }

    /** Whether this has not been asked before. */
    boolean resolves(boolean inward) {
      boolean before = inward ? isResolvedInward : isResolvedOutward;
      if (inward) {
        isResolvedInward = true;
      } else {
        isResolvedOutward = true;
      }
      return !before;
    }

    boolean isShown() {
      return seen.status() != Inspection.Status.ENDED;
    }
  }

  private CoroutineDump take() {
    Instant time = Instant.now();
    for (LiveCoroutines.Entry entry : live.entries()) {
      Promise coroutine = entry.alive();
      if (coroutine != null) {
        add(entry, coroutine);
      }
    }
    // The list grows: the awaiting and the awaited coroutines may be older than the registry.
    for (int i = 0; i < nodes.size(); i++) {
      link(nodes.get(i));
    }
    for (Node node : nodes) {
      if (node.parent == null && node.scope != null) {
        node.parent = owner(node.scope);
      }
      if (node.awaited == null && node.seen.awaited() instanceof Promise callee) {
        node.awaited = replacements.get(callee);
      }
    }
    nodes.forEach(node -> resolve(node, true));
    nodes.forEach(node -> resolve(node, false));
    List<CoroutineInfo> shown = new ArrayList<>();
    for (Node node : nodes) {
      if (node.isShown()) {
        shown.add(info(node));
      }
    }
    shown.sort((one, other) -> Long.compare(one.id(), other.id()));
    return new CoroutineDump(time, shown);
  }

  /** Returns null for a coroutine that is just being made, and cannot tell where it is. */
  private @Nullable Node add(LiveCoroutines.Entry entry, Promise coroutine) {
    Inspection seen;
    try {
      seen = Inspection.of(coroutine);
    } catch (RuntimeException e) {
      return null;
    }
    Node node = new Node(entry, seen);
    node.environment = node.seen.environment();
    nodes.add(node);
    byCoroutine.put(coroutine, node);
    for (Object value : node.seen.variables().values()) {
      if (value instanceof TaskScope<?, ?> scope) {
        holders.computeIfAbsent(scope, s -> new ArrayList<>()).add(node);
      }
    }
    return node;
  }

  /** Returns null for a coroutine that has ended. */
  private @Nullable Node find(Promise coroutine) {
    Node known = byCoroutine.get(coroutine);
    if (known == null && !coroutine.handle().isDone()) {
      known = add(live.addOlder(coroutine), coroutine);
    }
    return known != null && known.isShown() ? known : null;
  }

  private void link(Node node) {
    if (node.seen.awaited() instanceof Promise callee) {
      node.awaited = find(callee);
    }
    Object at = around(node.seen.coroutine());
    while (at != null && node.parent == null) {
      if (at instanceof Promise coroutine) {
        node.parent = find(coroutine);
        if (node.parent == null) {
          // It has returned this one, which completes it.
          replacements.put(coroutine, node);
          at = around(coroutine);
        }
      } else if (at instanceof Environment root) {
        node.environment = node.environment == null ? root : node.environment;
        at = null;
      } else {
        if (at instanceof TaskScope<?, ?> scope) {
          node.scope = scope;
        }
        node.via.add(Values.describe(at));
        at = around(at);
      }
    }
  }

  /** Returns the first coroutine that has the scope and does not run in it. */
  private @Nullable Node owner(TaskScope<?, ?> scope) {
    for (Node holder : holders.getOrDefault(scope, List.of())) {
      Node at = holder;
      // Coroutines that run may have been seen as a cycle.
      for (int i = 0; at != null && at.scope != scope && i <= nodes.size(); i++) {
        at = at.parent;
      }
      if (at == null) {
        return holder;
      }
    }
    return null;
  }

  /** A coroutine that is just being made may not be able to tell. */
  private static @Nullable Object around(Object inner) {
    try {
      return Inspection.around(inner);
    } catch (RuntimeException e) {
      return null;
    }
  }

  /**
   * Finds the environment of the chain, and enters it in all coroutines on the way, so that each is
   * visited once. The innermost coroutine holds it, or else the root knows it.
   */
  private static void resolve(Node node, boolean inward) {
    List<Node> chain = new ArrayList<>();
    Node at = node;
    while (at.environment == null && at.resolves(inward)) {
      chain.add(at);
      Node parent = at.parent;
      Node next = inward ? at.awaited : parent != null && parent.awaited == at ? parent : null;
      if (next == null) {
        break;
      }
      at = next;
    }
    for (Node each : chain) {
      each.environment = at.environment;
    }
  }

  private CoroutineInfo info(Node node) {
    Inspection seen = node.seen;
    Environment environment = node.environment;
    StackTraceElement location = seen.location();
    List<CoroutineInfo.Local> locals = new ArrayList<>();
    seen.variables()
        .forEach(
            (name, value) -> locals.add(new CoroutineInfo.Local(name, Values.show(value, show))));
    return new CoroutineInfo(
        node.entry.id,
        name(location),
        Context.of(environment).name(),
        CoroutineInfo.State.valueOf(seen.status().name()),
        location,
        seen.status() == Inspection.Status.SUSPENDED ? awaits(node) : null,
        node.awaited != null ? node.awaited.entry.id : 0,
        Chain.isStopRequested(environment),
        node.entry.isAgeKnown ? Duration.ofNanos(now - node.entry.created) : null,
        node.parent != null ? node.parent.entry.id : 0,
        node.via,
        locals);
  }

  private static String awaits(Node node) {
    if (node.awaited != null) {
      return name(node.awaited.seen.location());
    }
    Object awaiter = node.seen.awaited();
    return awaiter == null
        ? "its consumer or its handle"
        : awaiter instanceof Promise callee ? callee.handle().toString() : Values.describe(awaiter);
  }

  private static String name(StackTraceElement location) {
    return location.getClassName() + "." + location.getMethodName();
  }
}
