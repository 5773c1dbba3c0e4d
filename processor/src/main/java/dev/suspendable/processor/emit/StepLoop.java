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
 * A run of blocks that jumps back to its start, perhaps through other runs. It is written as a loop
 * that contains copies of the other runs (tail duplication). Then C2 recognizes the loop, and the
 * values it uses stay in registers. Through the dispatch, an iteration would cost twice as much.
 */
final class StepLoop {
  /** The maximum number of blocks that are duplicated. */
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
     * Analyses the runs.
     *
     * @param copyable all runs that may be copied; empty if none may
     */
    Runs(List<List<Block>> copyable, Naming naming) {
      List<Block> blocks = copyable.stream().flatMap(List::stream).toList();
      this.copyable = copyable;
      this.naming = naming;
      this.onward = Cycles.edges(blocks);
      this.cycles = Cycles.of(blocks, onward);
    }

    /**
     * The loop that a run forms, or null.
     *
     * @param next the block that the run falls through to otherwise, or null
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

    /**
     * The runs that lead to the loop's head, by their first block. None of them leads to itself.
     */
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
        // A run that leads to one of these may precede it.
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
              || (block.suspension() != null && !block.suspension().always());
      if (!isPlain || block.region() != head.region()) {
        return false;
      }
      leads |= Edges.onward(block).stream().anyMatch(to -> to == head || ways.containsKey(to));
    }
    return leads;
  }

  /** Whether a block emits {@link Form#goTo} for the target; a switch sets the state instead. */
  private static boolean jumpsTo(Block target, Block from) {
    return from.terminator().isSwitch()
        ? Edges.jumps(from).contains(target)
        : Edges.onward(from).contains(target);
  }

  /**
   * The blocks to write instead of a jump; empty to write the jump.
   *
   * <p>A switch is not written after a pattern that it did not follow in the user's code. Otherwise
   * javac takes the pattern's variables for variables that the cases declare, and writes a class
   * that fails verification (JDK-8358801, corrected after JDK 17).
   *
   * @param behindPattern whether the jump is in an {@code if} that tests a pattern
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

  static boolean asksForPattern(Code condition) {
    boolean[] found = {false};
    condition.forEach(
        piece -> found[0] |= piece instanceof Code.TypeTest || says(piece, "instanceof"));
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
