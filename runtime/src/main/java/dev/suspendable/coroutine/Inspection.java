package dev.suspendable.coroutine;

import java.lang.invoke.VarHandle;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The present state of a coroutine, for tools that show what runs. The registry in {@code
 * dev.suspendable.debug} is written with this.
 *
 * <p>A coroutine may be inspected on any thread while it runs on others. It is not kept suspended
 * meanwhile, so an inspection costs the coroutine nothing. If it continues during the inspection,
 * it is shown as running. If it has continued and suspended at the same place again within these
 * few instructions, values may be of both times.
 */
public final class Inspection {
  /** The state of a coroutine. */
  public enum Status {
    /** Its body has not started. */
    CREATED,
    /** It runs on a thread, or is about to. */
    RUNNING,
    /** It is suspended in its body. */
    SUSPENDED,
    /** It has ended, with any outcome, or another coroutine continues in its place. */
    ENDED
  }

  private static final int ATTEMPTS = 3;

  private final Promise coroutine;
  private final Status status;
  private final StackTraceElement location;
  private final @Nullable Object awaited;
  private final @Nullable Environment environment;
  private final Map<String, @Nullable Object> variables;

  private Inspection(
      Promise coroutine,
      Status status,
      StackTraceElement location,
      @Nullable Object awaited,
      @Nullable Environment environment,
      Map<String, @Nullable Object> variables) {
    this.coroutine = coroutine;
    this.status = status;
    this.location = location;
    this.awaited = awaited;
    this.environment = environment;
    this.variables = variables;
  }

  /**
   * Lets a watcher know each coroutine that is made from now on. Threads that make coroutines at
   * this moment may miss the change for a short time.
   *
   * @param watcher the only watcher from now on; null for none, which costs nothing
   */
  public static void watch(@Nullable CoroutineWatcher watcher) {
    Watch.set(watcher);
  }

  /**
   * Lets a watcher know each step of each coroutine from now on.
   *
   * @param watcher the only watcher from now on; null for none
   * @throws IllegalStateException if the program was started without the system property {@code
   *     dev.suspendable.events}. Steps are the hottest paths: whether they are announced has to be
   *     a constant for the JIT compiler, so that it costs nothing in other programs
   */
  public static void watchSteps(@Nullable StepWatcher watcher) {
    Watch.setSteps(watcher);
  }

  /**
   * Returns the number of the coroutine's life, for {@link #isAlive}. Frames that are pooled have
   * several.
   *
   * @param coroutine the coroutine
   * @return the number; 0 if the coroutine is just being made and cannot tell
   */
  public static int life(Promise coroutine) {
    try {
      return coroutine.epoch();
    } catch (RuntimeException e) {
      return 0;
    }
  }

  /**
   * Whether a coroutine has not ended.
   *
   * @param coroutine the coroutine
   * @param life the result of {@link #life} when it was made
   * @return false if that life has ended
   */
  public static boolean isAlive(Promise coroutine, int life) {
    return !coroutine.finished() && life(coroutine) == life;
  }

  /**
   * Inspects a coroutine.
   *
   * @param coroutine the coroutine
   * @return its state at this moment
   */
  public static Inspection of(Promise coroutine) {
    for (int i = 0; i < ATTEMPTS; i++) {
      int before = coroutine.controlNow();
      VarHandle.loadLoadFence();
      Object link = coroutine.awaitedNow();
      // Read now: the coroutine may have used the point when the result is looked at.
      Object awaited = link instanceof OneShotPoint point ? point.unusedBy() : link;
      Status status =
          link instanceof OneShotPoint point && point.isUsed()
              ? Status.RUNNING
              : coroutine.statusNow();
      StackTraceElement location = coroutine.$location();
      Map<String, @Nullable Object> variables =
          status == Status.CREATED || status == Status.SUSPENDED
              ? Variables.in(coroutine.$resumePoint(), coroutine.$variables())
              : Map.of();
      VarHandle.loadLoadFence();
      if (coroutine.controlNow() == before && coroutine.awaitedNow() == link) {
        return new Inspection(
            coroutine,
            status,
            location,
            awaited instanceof Signal || awaited instanceof DeepCall ? null : awaited,
            link instanceof CarryingPoint point ? point.environment : null,
            variables);
      }
    }
    return new Inspection(coroutine, Status.RUNNING, coroutine.$location(), null, null, Map.of());
  }

  /** Returns the coroutine. */
  public Promise coroutine() {
    return coroutine;
  }

  /** Returns its state. */
  public Status status() {
    return status;
  }

  /**
   * Returns the position where the coroutine is suspended, or was last resumed; that of its
   * declaration if it has not started.
   */
  public StackTraceElement location() {
    return location;
  }

  /**
   * Returns what the coroutine waits for.
   *
   * @return the awaiter; the {@link Promise} if that is a coroutine; null if only its consumer or
   *     its handle resumes it, or if it does not wait
   */
  public @Nullable Object awaited() {
    return awaited;
  }

  /**
   * Returns the environment that the coroutine's suspend point holds.
   *
   * @return the environment; null if there is none, or another coroutine of the chain holds it
   */
  public @Nullable Environment environment() {
    return environment;
  }

  /**
   * Returns the variables that the coroutine needs where it is suspended, by the names in its
   * source, with their values.
   *
   * @return the variables, {@code this} first; empty while the coroutine runs, and for frames that
   *     do not know the names
   */
  public Map<String, @Nullable Object> variables() {
    return variables;
  }

  /**
   * Returns what waits for the outcome of a coroutine, or what is around that.
   *
   * @param inner a {@link Promise}, or a result of this method
   * @return a {@code Promise}: the coroutine that awaits; a {@link Chain.Outer}, an {@link
   *     Environment}, or another object that stands for the owner; null at the root
   */
  public static @Nullable Object around(Object inner) {
    Object at =
        inner instanceof Promise coroutine
            ? coroutine.chainParent()
            : inner instanceof Chain.Outer outer ? outer.chainParent() : null;
    while (at instanceof OneShotPoint || at instanceof Contender) {
      at = Ambient.outerOf(at);
    }
    return at;
  }
}
