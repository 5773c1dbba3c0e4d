package dev.suspendable.processor.emit;

import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Edges;
import dev.suspendable.processor.lower.Terminator;
import dev.suspendable.processor.model.Code;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A run that goes back to its start, perhaps by way of others. It is written as a loop, with copies
 * of the others in it: C2 sees the loop then, and what it needs stays in registers. By way of the
 * dispatch an iteration cost twice as much.
 */
final class StepLoop {
  /** Blocks that are written twice, at most. */
  private static final int MOST_COPIES = 12;

  final Block head;
  final String label;
  private final Map<Block, List<Block>> ways;
  private int copies;

  private StepLoop(Block head, String label, Map<Block, List<Block>> ways) {
    this.head = head;
    this.label = label;
    this.ways = ways;
  }

  /** The runs of a state machine, some of which are loops. */
  static final class Runs {
    private final List<List<Block>> copyable;
    private final Naming naming;
    private final Map<Block, Set<Block>> onward;
    private final Map<Block, Set<Block>> cycles;

    /**
     * Looks at them.
     *
     * @param copyable all that may be copied; none if nothing may
     */
    Runs(List<List<Block>> copyable, Naming naming) {
      List<Block> blocks = copyable.stream().flatMap(List::stream).toList();
      this.copyable = copyable;
      this.naming = naming;
      this.onward = Cycles.edges(blocks);
      this.cycles = Cycles.of(blocks, onward);
    }

    /**
     * The loop that a run is, or null.
     *
     * @param next what it runs into otherwise, or null
     */
    @Nullable StepLoop loop(List<Block> run, @Nullable Block next) {
      Block head = run.get(0);
      Map<Block, List<Block>> ways = ways(head, cycles.getOrDefault(head, Set.of()));
      boolean isLoop =
          run.stream()
              .anyMatch(
                  block ->
                      jumpsTo(head, block)
                          || ways.keySet().stream()
                              .anyMatch(way -> way != next && jumpsTo(way, block)));
      return isLoop ? new StepLoop(head, naming.fresh("loop"), ways) : null;
    }

    /** Runs that lead to the loop's head, by their first block. None leads to itself. */
    private Map<Block, List<Block>> ways(Block head, Set<Block> cycle) {
      Map<Block, List<Block>> ways = new HashMap<>();
      Set<Block> others = new HashSet<>(cycle);
      others.remove(head);
      Set<Block> loops = Cycles.of(others, onward).keySet();
      List<List<Block>> left = new ArrayList<>();
      for (List<Block> run : copyable) {
        if (others.contains(run.get(0)) && !loops.contains(run.get(0))) {
          left.add(run);
        }
      }
      while (left.removeIf(
          run -> leadsBack(run, head, ways) && ways.put(run.get(0), run) == null)) {
        // One that leads to these may stand in front of them.
      }
      return ways;
    }
  }

  private static boolean leadsBack(List<Block> run, Block head, Map<Block, List<Block>> ways) {
    boolean leads = false;
    for (Block block : run) {
      Terminator end = block.terminator();
      boolean isPlain =
          end instanceof Terminator.Goto
              || end instanceof Terminator.Branch
              || (end instanceof Terminator.Suspend suspend && !suspend.always());
      if (!isPlain || block.region() != head.region()) {
        return false;
      }
      leads |= Edges.onward(block).stream().anyMatch(to -> to == head || ways.containsKey(to));
    }
    return leads;
  }

  /** Whether the block says {@link Form#goTo} of another; a switch sets the state. */
  private static boolean jumpsTo(Block target, Block from) {
    return from.terminator() instanceof Terminator.Select
        ? Edges.jumps(from).contains(target)
        : Edges.onward(from).contains(target);
  }

  /**
   * What is to be written in the place of a jump; empty for the jump.
   *
   * <p>No switch stands behind a pattern that it did not stand behind in the user's code: javac
   * takes variables of the pattern's for those that the cases declare, and writes a class that does
   * not verify (JDK-8358801, mended after JDK 17).
   *
   * @param behindPattern whether the jump stands in an {@code if} that asks for a pattern
   */
  List<Block> way(Block from, Block to, boolean behindPattern) {
    List<Block> way = ways.getOrDefault(to, List.of());
    if (from.region() != to.region()
        || copies + way.size() > MOST_COPIES
        || (behindPattern && way.stream().anyMatch(StepLoop::switches))) {
      return List.of();
    }
    copies += way.size();
    return way;
  }

  static boolean asksForPattern(Terminator.Branch branch) {
    boolean[] found = {false};
    branch
        .condition()
        .forEach(piece -> found[0] |= piece instanceof Code.TypeTest || says(piece, "instanceof"));
    return found[0];
  }

  private static boolean switches(Block block) {
    boolean[] found = {false};
    Edges.forEachPiece(block, piece -> found[0] |= says(piece, "switch"));
    return found[0];
  }

  private static boolean says(Code.Piece piece, String word) {
    return piece instanceof Code.Text text && text.text().contains(word);
  }
}
