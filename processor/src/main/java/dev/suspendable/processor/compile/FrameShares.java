package dev.suspendable.processor.compile;

import dev.suspendable.processor.model.FrameSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/**
 * Divides frames among threads. Frames of one top-level class name each other, so they stay
 * together; frames of different ones do not.
 */
public final class FrameShares {
  /** A javac of its own costs as much as compiling some dozen frames, for reading the JDK. */
  private static final int FRAMES_PER_THREAD = 50;

  private final int threads;

  /**
   * @param threads the most threads; 0 for as many as there are processors, with at least 50 frames
   *     each
   */
  public FrameShares(int threads) {
    this.threads = threads;
  }

  /**
   * Returns the shares, of about the same size of source text.
   *
   * @param nestOf gives the top-level class of a frame
   */
  List<List<FrameSource>> of(List<FrameSource> frames, Function<FrameSource, String> nestOf) {
    Map<String, List<FrameSource>> nests = new LinkedHashMap<>();
    frames.forEach(
        frame -> nests.computeIfAbsent(nestOf.apply(frame), nest -> new ArrayList<>()).add(frame));
    int wanted =
        threads > 0
            ? threads
            : Math.min(
                Runtime.getRuntime().availableProcessors(), frames.size() / FRAMES_PER_THREAD);
    int count = Math.max(1, Math.min(wanted, nests.size()));
    List<Share> shares = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      shares.add(new Share());
    }
    // The largest first: each goes to the share that is the smallest so far.
    nests.values().stream()
        .sorted(Comparator.comparingLong(FrameShares::sizeOf).reversed())
        .forEach(nest -> smallest(shares).add(nest));
    return shares.stream().map(share -> share.frames).toList();
  }

  private static Share smallest(List<Share> shares) {
    return shares.stream().min(Comparator.comparingLong(share -> share.size)).orElseThrow();
  }

  private static long sizeOf(Collection<FrameSource> frames) {
    return frames.stream().mapToLong(frame -> frame.text().source().length()).sum();
  }

  /** The frames that one thread compiles. */
  private static final class Share {
    private final List<FrameSource> frames = new ArrayList<>();
    private long size;

    void add(List<FrameSource> nest) {
      frames.addAll(nest);
      size += sizeOf(nest);
    }
  }

  /**
   * Applies a function to each share, the first one on this thread.
   *
   * @return the results, in order
   */
  static <R> List<R> map(List<List<FrameSource>> shares, Function<List<FrameSource>, R> function) {
    List<FutureTask<R>> tasks =
        shares.stream().map(share -> new FutureTask<>(() -> function.apply(share))).toList();
    tasks.stream().skip(1).forEach(task -> new Thread(task, "suspendable-frames").start());
    tasks.get(0).run();
    return tasks.stream().map(FrameShares::resultOf).toList();
  }

  private static <R> R resultOf(FutureTask<R> task) {
    boolean isInterrupted = false;
    try {
      for (; ; ) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          isInterrupted = true; // javac does not stop half way either
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    } finally {
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
