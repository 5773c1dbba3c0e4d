package dev.suspendable.processor.emit;

import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Edges;
import dev.suspendable.processor.lower.Terminator;
import dev.suspendable.processor.model.Code;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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

  /**
   * The loop that a run is, or null.
   *
   * @param next what it runs into otherwise, or null
   * @param all the runs that may be copied; none if nothing may
   */
  static @Nullable StepLoop of(
      List<Block> run, @Nullable Block next, List<List<Block>> all, Naming naming) {
    Block head = run.get(0);
    Map<Block, List<Block>> ways =
        all.isEmpty() || !comesBack(head, Set.of()) ? Map.of() : ways(run, all);
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
  private static Map<Block, List<Block>> ways(List<Block> run, List<List<Block>> all) {
    Map<Block, List<Block>> ways = new HashMap<>();
    List<List<Block>> left = new ArrayList<>(all);
    left.removeIf(other -> other == run || comesBack(other.get(0), Set.of(run.get(0))));
    boolean more = true;
    while (more) {
      List<List<Block>> found =
          left.stream().filter(other -> leadsBack(other, run.get(0), ways)).toList();
      found.forEach(way -> ways.put(way.get(0), way));
      more = left.removeAll(found);
    }
    return ways;
  }

  /** Whether control may come back to a block without having been at others. */
  private static boolean comesBack(Block block, Set<Block> others) {
    Set<Block> reached = new HashSet<>(others);
    Deque<Block> todo = new ArrayDeque<>(Edges.onward(block));
    while (!todo.isEmpty()) {
      Block at = todo.pop();
      if (reached.add(at)) {
        todo.addAll(Edges.onward(at));
      }
    }
    return reached.contains(block);
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
