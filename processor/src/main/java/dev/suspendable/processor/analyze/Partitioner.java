package dev.suspendable.processor.analyze;

import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Edges;
import dev.suspendable.processor.lower.Region;
import dev.suspendable.processor.lower.Suspension;
import dev.suspendable.processor.model.SuspendableMethod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the blocks of a state machine, in their order, into parts of a limited size.
 *
 * <p>A cut costs least where control seldom crosses it: after a suspension that always suspends, or
 * between two loops rather than inside of one.
 */
final class Partitioner {
  /** A move of a variable between a local, which may have a wide index, and a field. */
  private static final int MOVE = 7;

  private static final int CLEAR = 5;

  /** The code around the blocks of a part. */
  private static final int PART = 120;

  /** An entry from another part, without the values that are passed. */
  private static final int ENTRY = 12;

  /** The transfer of an exception or an awaiter to another part. */
  private static final int TRAVEL = 11;

  /** A case for an exit to another part. */
  private static final int EXIT = 11;

  /** The end of a case that restores. */
  private static final int BREAK = 3;

  /** The code that finds a handler or a cleanup. */
  private static final int GO = 11;

  /** The method that calls the parts has to be small as well; it has 12 bytes for each part. */
  private static final int MOST_PARTS = 500;

  private final List<Block> blocks;
  private final Variables variables;
  private final Liveness liveness;
  private final boolean catches;
  private final List<Facts> facts = new ArrayList<>();

  /** The number of edges that cross the position before each block. */
  private final int[] edgesOver;

  /** The first and the last predecessor of each block. */
  private final int[] firstPredecessor;

  private final int[] lastPredecessor;

  /**
   * The properties of a block that matter here.
   *
   * @param size bytes of its own code
   * @param spills how often its suspension is written: calls of a recursion are written twice, for
   *     the stack and for the heap
   * @param live variables that are needed from here on
   * @param across variables that a suspension at its end keeps
   * @param exits the positions of its successors
   * @param cleanup where the stopped signal continues if it arrives at this resumption, or null
   */
  private record Facts(
      int size,
      int spills,
      BitSet named,
      BitSet written,
      BitSet live,
      BitSet across,
      Set<Integer> exits,
      @Nullable Block cleanup) {}

  private Partitioner(SuspendableMethod method, List<Block> blocks, Liveness liveness) {
    Flow flow = liveness.flow();
    this.blocks = blocks;
    this.variables = flow.variables();
    this.liveness = liveness;
    this.catches = blocks.stream().anyMatch(block -> block.region() != null);
    edgesOver = new int[blocks.size() + 1];
    firstPredecessor = new int[blocks.size()];
    lastPredecessor = new int[blocks.size()];
    Arrays.fill(firstPredecessor, Integer.MAX_VALUE);
    Map<Block, Integer> places = new HashMap<>();
    Map<Block, Block> cleanups = new HashMap<>();
    for (Block block : blocks) {
      places.put(block, places.size());
    }
    for (Block block : flow.blocks()) {
      Suspension suspension = block.suspension();
      if (suspension != null && suspension.cleanup() != null) {
        cleanups.put(suspension.resume(), suspension.cleanup());
      }
    }
    for (Block block : blocks) {
      Usage usage = flow.usage(block);
      Suspension suspension = block.suspension();
      int spills = suspension != null && method.callees().isRecursion(suspension.code()) ? 2 : 1;
      facts.add(
          new Facts(
              spills * CodeSize.of(block),
              spills,
              usage.named(),
              usage.written(),
              liveness.in(block),
              suspension == null ? new BitSet() : liveness.across(suspension),
              exits(block, places),
              cleanups.get(block)));
    }
    for (int i = 1; i < edgesOver.length; i++) {
      edgesOver[i] += edgesOver[i - 1];
    }
  }

  /**
   * The blocks of each part.
   *
   * @param blocks those of the state machine
   * @param limit the maximum size of a part in bytes; a part with a single block may be larger
   */
  static List<List<Block>> groups(
      SuspendableMethod method, List<Block> blocks, Liveness liveness, int limit) {
    Partitioner partitioner = new Partitioner(method, blocks, liveness);
    int most = limit;
    List<List<Block>> groups = partitioner.groups(most);
    while (groups.size() > MOST_PARTS) {
      most = 2 * Math.max(most, PART);
      groups = partitioner.groups(most);
    }
    return groups;
  }

  private Set<Integer> exits(Block block, Map<Block, Integer> places) {
    int from = places.getOrDefault(block, 0);
    Set<Integer> exits = new HashSet<>();
    for (Block target : Edges.onward(block)) {
      int to = places.getOrDefault(target, 0);
      exits.add(to);
      edgesOver[Math.min(from, to) + 1]++;
      edgesOver[Math.max(from, to) + 1]--;
    }
    if (block.region() != null) {
      exits.add(places.getOrDefault(block.region().handler(), 0));
    }
    for (int to : exits) {
      firstPredecessor[to] = Math.min(firstPredecessor[to], from);
      lastPredecessor[to] = Math.max(lastPredecessor[to], from);
    }
    return exits;
  }

  private List<List<Block>> groups(int limit) {
    List<List<Block>> groups = new ArrayList<>();
    for (int start = 0; start < blocks.size(); ) {
      int end = end(start, limit);
      groups.add(blocks.subList(start, end));
      start = end;
    }
    return groups;
  }

  /** The end of a part: the best position in the later half of the possible range. */
  private int end(int start, int limit) {
    Group group = new Group(start);
    int best = start + 1;
    for (int end = start + 1; end <= blocks.size(); end++) {
      group.add();
      int size = group.size();
      if (size > limit && end > start + 1) {
        return best;
      }
      if (end == blocks.size() || size < limit / 2 || edgesOver[end] <= edgesOver[best]) {
        best = end;
      }
    }
    return best;
  }

  /** Blocks that may become a part. */
  private final class Group {
    private final int start;
    private int end;
    private int code;
    private final BitSet named = new BitSet();
    private final BitSet written = new BitSet();
    private final BitSet held = new BitSet();

    Group(int start) {
      this.start = start;
      this.end = start;
    }

    void add() {
      Facts block = facts.get(end++);
      code += block.size;
      named.or(block.named);
      written.or(block.written);
      held.or(variables.references(block.live));
      held.or(variables.references(block.across));
    }

    int size() {
      int size = PART + code + CodeSize.locals(named.cardinality());
      Set<Integer> left = new HashSet<>();
      Set<Block> cleanups = new HashSet<>();
      Set<Block> handlers = new HashSet<>();
      int restores = 0;
      int stops = 0;
      int guarded = 0;
      for (int i = start; i < end; i++) {
        Facts block = facts.get(i);
        if (blocks.get(i).suspension() != null) {
          size +=
              block.spills
                  * (MOVE * common(block.across, written) + CLEAR * apart(held, block.across));
        }
        int restored = common(block.live, named);
        boolean isResumed = blocks.get(i).isResumePoint();
        if (isResumed && restored > 0) {
          restores++;
          size += BREAK + MOVE * restored;
        }
        if (firstPredecessor[i] < start || lastPredecessor[i] >= end) {
          restores++;
          size += ENTRY + MOVE * restored;
          size += (isResumed ? TRAVEL : 0) + (catches ? TRAVEL : 0);
        }
        if (block.cleanup != null) {
          stops++;
          if (cleanups.add(block.cleanup)) {
            size += GO + MOVE * common(liveness.in(block.cleanup), named);
          }
        }
        Region region = blocks.get(i).region();
        if (region != null) {
          guarded++;
          size += handlers.add(region.handler()) ? GO : 0;
        }
        for (int exit : block.exits) {
          if (exit < start || exit >= end) {
            left.add(exit);
          }
        }
      }
      size += leaving(left);
      int states = end - start;
      return size + table(restores, states) + table(stops, states) + table(guarded, states);
    }

    /** Bytes of the stores for other parts, for some of the exits or for all. */
    private int leaving(Set<Integer> exits) {
      BitSet some = new BitSet();
      BitSet notAll = new BitSet();
      for (int exit : exits) {
        some.or(facts.get(exit).live);
      }
      for (int exit : exits) {
        notAll.or(Variables.minus(some, facts.get(exit).live));
      }
      BitSet particular = variables.references(notAll);
      int size = MOVE * apart(Variables.common(some, written), particular);
      size += CLEAR * apart(held, some);
      for (int exit : exits) {
        BitSet live = facts.get(exit).live;
        int stored = common(Variables.common(particular, live), written);
        int cleared = apart(Variables.common(held, particular), live);
        size += stored + cleared == 0 ? 0 : EXIT + MOVE * stored + CLEAR * cleared;
      }
      return size;
    }
  }

  /**
   * Bytes of a switch. javac prefers a table to a list if it is at most five times as long; the
   * table also has the values in between.
   */
  private static int table(int cases, int states) {
    return states <= 5 * cases ? 4 * states : 8 * cases;
  }

  private static int common(BitSet one, BitSet other) {
    return Variables.common(one, other).cardinality();
  }

  private static int apart(BitSet all, BitSet without) {
    return Variables.minus(all, without).cardinality();
  }
}
