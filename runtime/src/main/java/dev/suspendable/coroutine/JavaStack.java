package dev.suspendable.coroutine;

/**
 * How much of a thread's stack direct calls may use, in estimated bytes. Java does not tell the
 * size of a stack, so the first run that needs more than any thread has finds out by recursing.
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

  /**
   * What every thread has. On the smallest stacks in use, 256 KB, HotSpot leaves about 150 KB to
   * Java frames: the rest is guard zones, and what it keeps free for native code.
   */
  static final int SMALL = Math.min(64 << 10, LARGE);

  /**
   * Values that a frame of the probe keeps, which make it 440 bytes large when it is interpreted,
   * as it mostly is, 240 when C1 and 168 when C2 has compiled it (measured on 17).
   */
  private static final long[] KEPT = new long[20];

  /**
   * One frame of the probe for each of so many bytes of the estimate. Interpreted, it asks for 2.6
   * times the estimate, since others call, too, and the estimate may be wrong; 2,146 levels are
   * what an empty stack of 1 MB has, so it must not ask for much more.
   */
  private static final int PROBE_FRAME = 256;

  private static final int PROBE_LEVELS = (LARGE - SMALL) / PROBE_FRAME * 3 / 2;

  private static final ThreadLocal<Integer> LIMIT = ThreadLocal.withInitial(JavaStack::find);

  private JavaStack() {}

  /** The limit of the current thread, which has used {@link #SMALL} of its stack already. */
  static int limit() {
    return LIMIT.get();
  }

  private static int find() {
    try {
      probe(PROBE_LEVELS, KEPT);
      return LARGE;
    } catch (StackOverflowError e) {
      return SMALL;
    }
  }

  /** Keeps its values over the recursion, interpreted or compiled, for the array may change. */
  private static long probe(int levels, long[] a) {
    if (levels == 0) {
      return 0;
    }
    long a0 = a[0];
    long a1 = a[1];
    long a2 = a[2];
    long a3 = a[3];
    long a4 = a[4];
    long a5 = a[5];
    long a6 = a[6];
    long a7 = a[7];
    long a8 = a[8];
    long a9 = a[9];
    long b0 = a[10];
    long b1 = a[11];
    long b2 = a[12];
    long b3 = a[13];
    long b4 = a[14];
    long b5 = a[15];
    long b6 = a[16];
    long b7 = a[17];
    long b8 = a[18];
    long b9 = a[19];
    long below = probe(levels - 1, a);
    return below
        + (a0 ^ a1 ^ a2 ^ a3 ^ a4 ^ a5 ^ a6 ^ a7 ^ a8 ^ a9)
        + (b0 ^ b1 ^ b2 ^ b3 ^ b4 ^ b5 ^ b6 ^ b7 ^ b8 ^ b9);
  }
}
