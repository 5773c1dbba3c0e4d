package dev.suspendable.coroutine;

/**
 * The part of a thread's stack that direct calls may use, in estimated bytes.
 *
 * <p>A run may begin anywhere: at the bottom of the stack, or deep in a recursion of the program or
 * of another run. So each run finds out step by step how much it may use. The size that it probes
 * is in proportion to the size that it has used already; this costs about 0.4 ns for each call. No
 * result is kept for the next run, except that there is no room: to find that takes about 20 us.
 */
final class JavaStack {
  /**
   * The size that a run may use if it is available: a third of the usual 1 MB, or the value of the
   * system property, for programs that need more of the stack for themselves. With 0, as in tests,
   * every callee that itself makes calls is given to the trampoline. The value is also 0 where
   * direct calls are off.
   */
  static final int LARGE =
      DirectCalls.OFF ? 0 : Math.max(0, Integer.getInteger("dev.suspendable.stack", 320 << 10));

  /** The size that a run uses without a probe. Java needs as much to report a stack overflow. */
  static final int FIRST = Math.min(16 << 10, LARGE);

  /** The size that has to be left for the code that coroutines call. */
  private static final int MARGIN = 16 << 10;

  /** How often a thread assumes that there is no room, after a probe has found none. */
  private static final int PATIENCE = 64;

  /** How often this thread still has to assume it. */
  private static final ThreadLocal<int[]> FULL = ThreadLocal.withInitial(() -> new int[1]);

  private JavaStack() {}

  /**
   * Returns the next limit for a run that has reached its present one.
   *
   * @param limit the size that the run has used
   * @return a larger limit, or the same if there is no more room
   */
  static int beyond(int limit) {
    int next = Math.min(2 * limit, LARGE);
    return next > limit && hasRoom(next - limit) ? next : limit;
  }

  /** Returns the final limit for a run that begins here. */
  static int limit() {
    int limit = LARGE;
    while (limit > FIRST && !StackProbe.hasRoom(limit + MARGIN)) {
      limit /= 2;
    }
    return Math.max(limit, FIRST);
  }

  private static boolean hasRoom(int bytes) {
    int[] full = FULL.get();
    if (full[0] > 0) {
      full[0]--;
      return false;
    }
    boolean room = StackProbe.hasRoom(bytes + MARGIN);
    if (!room) {
      full[0] = PATIENCE;
    }
    return room;
  }
}
