package dev.suspendable.coroutine;

/**
 * How much of a thread's stack direct calls may use, in estimated bytes.
 *
 * <p>A run may begin anywhere: at the bottom of the stack, or far up in a recursion of the program,
 * or of another run. So each finds out for itself how far it may go, step by step: what it has to
 * look for is in proportion to what it has used already, some 0.2 ns for each call. Nothing that
 * has been found is kept for the next run, but that there is no room: that takes some 20 us to
 * find.
 */
final class JavaStack {
  /**
   * What a run may use where it is there: a third of the usual 1 MB, or what the system property
   * says, for programs that need more of the stack for themselves. With 0, as in tests, every
   * callee is given to the trampoline that calls others in turn; so it is where direct calls are
   * off.
   */
  static final int LARGE =
      DirectCalls.OFF ? 0 : Math.max(0, Integer.getInteger("dev.suspendable.stack", 320 << 10));

  /** What a run uses without a look. Java needs as much to report that the stack is used up. */
  static final int FIRST = Math.min(16 << 10, LARGE);

  /** What is to be left for the code that coroutines call. */
  private static final int MARGIN = 16 << 10;

  /** How often a thread takes it for granted that there is no room, when there was none. */
  private static final int PATIENCE = 64;

  /** How often this thread has still to take it for granted. */
  private static final ThreadLocal<int[]> FULL = ThreadLocal.withInitial(() -> new int[1]);

  private JavaStack() {}

  /**
   * How far a run may go that has gone so far.
   *
   * @param limit what it has used
   * @return more, or the same if there is no more
   */
  static int beyond(int limit) {
    int next = Math.min(2 * limit, LARGE);
    return next > limit && hasRoom(next - limit) ? next : limit;
  }

  /** How far a run may go in the end that begins here. */
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
