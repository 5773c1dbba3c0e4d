package dev.suspendable.processor.structure;

import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Edges;
import dev.suspendable.processor.lower.Graph;
import dev.suspendable.processor.lower.Region;
import dev.suspendable.processor.lower.Terminator;
import dev.suspendable.processor.model.Choice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Converts the blocks of a graph to nested statements.
 *
 * <p>Each block is written once. If there is only one jump to it, it is written at that jump. If
 * there are several, it follows a labelled statement at the block that dominates it. From there it
 * moves outward until it is inside exactly those tries that guard it and, if possible, not inside a
 * loop that it does not belong to.
 */
public final class Structurer {
  private final DirectFlow flow;
  private final Map<Block, List<Scope>> entered = new HashMap<>();
  private final Map<Block, List<Scope>> around = new HashMap<>();
  private final Map<Place, List<Block>> followers = new HashMap<>();
  private final Set<Block> inlined = new HashSet<>();
  private final Set<Block> labels = new HashSet<>();

  private Structurer(DirectFlow flow) {
    this.flow = flow;
  }

  /**
   * A loop or a try.
   *
   * @param region the region that a try guards, null for a loop
   * @param blocks the blocks that belong to it
   */
  private record Scope(Block entry, @Nullable Region region, Set<Block> blocks) {
    boolean isLoop() {
      return region == null;
    }

    boolean contains(Block block) {
      return blocks.contains(block);
    }
  }

  /**
   * A position at a block, inside only the first {@code level} of the scopes that are entered
   * there.
   */
  private record Place(Block block, int level) {}

  /**
   * A structured body.
   *
   * @param blocks the blocks in it
   * @param labels blocks that are the targets of labelled jumps
   * @param loops blocks that are heads of loops
   */
  public record Body(
      List<Nested> statements, List<Block> blocks, Set<Block> labels, Set<Block> loops) {}

  /**
   * The nested form; empty if some jumps go to a position where no label is possible.
   *
   * @param always whether a suspension is never ready
   */
  public static Optional<Body> structure(Graph graph, Predicate<Terminator.Suspension> always) {
    DirectFlow flow = new DirectFlow(graph, always);
    if (!flow.isReducible()) {
      return Optional.empty();
    }
    Structurer structurer = new Structurer(flow);
    if (!structurer.findScopes()) {
      return Optional.empty();
    }
    structurer.place();
    List<Nested> statements = structurer.write(graph.entry(), null);
    Set<Block> loops = new HashSet<>();
    structurer.entered.forEach(
        (block, scopes) -> {
          if (scopes.stream().anyMatch(Scope::isLoop)) {
            loops.add(block);
          }
        });
    return Optional.of(new Body(statements, flow.order(), structurer.labels, loops));
  }

  // Scopes.

  private boolean findScopes() {
    Map<Region, Set<Block>> regions = new HashMap<>();
    for (Block block : flow.order()) {
      for (Region r = DirectFlow.handling(block.region());
          r != null;
          r = DirectFlow.handling(r.parent())) {
        regions.computeIfAbsent(r, key -> new HashSet<>()).add(block);
      }
    }
    Map<Block, List<Region>> regionsAt = new HashMap<>();
    for (Map.Entry<Region, Set<Block>> each : regions.entrySet()) {
      Block entry = entryOf(each.getKey(), each.getValue());
      if (entry == null) {
        return false;
      }
      regionsAt.computeIfAbsent(entry, b -> new ArrayList<>()).add(each.getKey());
    }
    for (Block block : flow.order()) {
      List<Region> here = regionsAt.getOrDefault(block, new ArrayList<>());
      here.sort((a, b) -> Integer.compare(depth(a), depth(b)));
      List<Scope> scopes = new ArrayList<>();
      here.forEach(r -> scopes.add(new Scope(block, r, regions.getOrDefault(r, Set.of()))));
      Set<Block> loop = flow.loop(block);
      if (!loop.isEmpty()) {
        // Outside of the tries that each iteration enters again.
        int at = 0;
        while (at < scopes.size() && scopes.get(at).blocks().containsAll(loop)) {
          at++;
        }
        scopes.add(at, new Scope(block, null, loop));
      }
      entered.put(block, scopes);
    }
    return true;
  }

  private @Nullable Block entryOf(Region region, Set<Block> blocks) {
    Block entry = null;
    for (Block block : flow.order()) {
      if (blocks.contains(block) && isEntered(block, blocks)) {
        if (entry != null) {
          return null;
        }
        entry = block;
      }
    }
    // A handler that is also the entry of its region would need two positions.
    return entry == null || region.handler() == entry ? null : entry;
  }

  private boolean isEntered(Block block, Set<Block> blocks) {
    return flow.order().get(0) == block
        || flow.predecessors(block).stream().anyMatch(p -> !blocks.contains(p));
  }

  private static int depth(Region region) {
    int depth = 0;
    for (Region r = region; r != null; r = r.parent()) {
      depth++;
    }
    return depth;
  }

  // Places.

  private void place() {
    Set<Block> handlers = new HashSet<>();
    for (Block block : flow.order()) {
      for (Scope scope : scopesAt(block)) {
        if (scope.region() != null) {
          handlers.add(scope.region().handler());
        }
      }
    }
    for (Block block : flow.order()) {
      List<Scope> outer =
          block == flow.order().get(0)
              ? List.of()
              : handlers.contains(block) ? aroundTry(block) : placeBelow(block);
      List<Scope> all = new ArrayList<>(outer);
      all.addAll(scopesAt(block));
      around.put(block, all);
    }
  }

  private List<Scope> scopesAt(Block block) {
    return entered.getOrDefault(block, List.of());
  }

  private List<Scope> around(Block block) {
    return around.getOrDefault(block, List.of());
  }

  /** The scopes around the try that the handler is written with. */
  private List<Scope> aroundTry(Block handler) {
    List<Scope> scopes = around(flow.dominator(handler));
    for (int i = 0; i < scopes.size(); i++) {
      Region region = scopes.get(i).region();
      if (region != null && region.handler() == handler) {
        return scopes.subList(0, i);
      }
    }
    throw new IllegalStateException("a handler without its try");
  }

  private List<Scope> placeBelow(Block block) {
    Block dominator = flow.dominator(block);
    List<Scope> scopes = around(dominator);
    int cut = 0;
    while (cut < scopes.size() && (scopes.get(cut).isLoop() || scopes.get(cut).contains(block))) {
      cut++;
    }
    int outermost = cut;
    for (int i = cut - 1; i >= 0 && scopes.get(i).isLoop(); i--) {
      if (!scopes.get(i).contains(block)) {
        outermost = i;
      }
    }
    boolean isOnce = isJumpedToOnce(block);
    // The end of a path is short, so it may be in a loop that it does not belong to.
    if (isOnce && cut == scopes.size() && (outermost == cut || flow.isLast(block))) {
      inlined.add(block);
      return scopes;
    }
    if (outermost == scopes.size()) {
      follow(new Place(dominator, scopesAt(dominator).size()), block);
      return scopes;
    }
    Scope left = scopes.get(outermost);
    follow(new Place(left.entry(), scopesAt(left.entry()).indexOf(left)), block);
    return scopes.subList(0, outermost);
  }

  private void follow(Place place, Block block) {
    followers.computeIfAbsent(place, p -> new ArrayList<>()).add(block);
  }

  private boolean isJumpedToOnce(Block block) {
    int jumps = 0;
    for (Block from : flow.predecessors(block)) {
      if (flow.isBack(from, block)) {
        continue;
      }
      if (Edges.jumps(from).contains(block)) {
        return false;
      }
      for (Block target : flow.atEnd(from)) {
        if (target == block) {
          jumps++;
        }
      }
    }
    return jumps == 1;
  }

  // Writing.

  /**
   * The block, and all blocks placed at it.
   *
   * @param next the block that control falls through to after it, null if it must not fall through
   */
  private List<Nested> write(Block block, @Nullable Block next) {
    return write(block, 0, next);
  }

  private List<Nested> write(Block block, int level, @Nullable Block next) {
    List<Block> follow = followers.getOrDefault(new Place(block, level), List.of());
    Block first = follow.isEmpty() ? next : follow.get(0);
    List<Nested> result =
        level == scopesAt(block).size() ? straight(block, first) : scope(block, level, first);
    for (int i = 0; i < follow.size(); i++) {
      List<Nested> labeled = new ArrayList<>();
      labeled.add(new Nested.Labeled(follow.get(i), result));
      labeled.addAll(write(follow.get(i), i + 1 < follow.size() ? follow.get(i + 1) : next));
      result = labeled;
    }
    return result;
  }

  private List<Nested> scope(Block block, int level, @Nullable Block next) {
    Region region = scopesAt(block).get(level).region();
    if (region == null) {
      return new ArrayList<>(List.of(new Nested.Loop(block, write(block, level + 1, block))));
    }
    return new ArrayList<>(
        List.of(new Nested.Try(write(block, level + 1, next), write(region.handler(), next))));
  }

  private List<Nested> straight(Block block, @Nullable Block next) {
    Edges.jumps(block).forEach(labels::add);
    List<Nested> result = new ArrayList<>();
    result.add(new Nested.Straight(block));
    block.terminator().accept(new End(block, next, result));
    return result;
  }

  /** Appends the end of a block. */
  private final class End implements Terminator.Visitor {
    private final Block block;
    private final @Nullable Block next;
    private final List<Nested> out;

    End(Block block, @Nullable Block next, List<Nested> out) {
      this.block = block;
      this.next = next;
      this.out = out;
    }

    private void go(Block to) {
      out.addAll(Structurer.this.jump(block, to, next));
    }

    @Override
    public void jump(Terminator.Goto end) {
      go(end.target());
    }

    @Override
    public void branch(Terminator.Branch end) {
      out.add(
          new Nested.If(
              end.condition(),
              Structurer.this.jump(block, end.ifTrue(), next),
              Structurer.this.jump(block, end.ifFalse(), next)));
    }

    @Override
    public void select(Terminator.Select end) {
      out.add(Structurer.this.select(block, end, next));
    }

    @Override
    public void leave(Terminator.Leave end) {
      out.add(Structurer.this.select(block, end.selectUnstopped(), next));
    }

    private void suspend(Terminator.Suspension end) {
      out.add(new Nested.Wait(block));
      if (!flow.isNeverReady(end)) {
        go(end.ready());
      }
    }

    @Override
    public void await(Terminator.Await end) {
      suspend(end);
    }

    @Override
    public void yielding(Terminator.Yield end) {
      suspend(end);
    }

    @Override
    public void call(Terminator.Call end) {
      suspend(end);
    }

    @Override
    public void tailCall(Terminator.TailCall end) {
      out.add(new Nested.Wait(block));
      go(end.ready());
    }

    @Override
    public void ifStopped(Terminator.IfStopped end) {
      go(end.otherwise());
    }

    private void end(Terminator end) {
      out.add(new Nested.End(end));
    }

    @Override
    public void finish(Terminator.Finish end) {
      end(end);
    }

    @Override
    public void throwing(Terminator.Throw end) {
      end(end);
    }

    @Override
    public void unwound(Terminator.Unwound end) {
      end(end);
    }

    @Override
    public void stop(Terminator.Stop end) {
      end(end);
    }

    @Override
    public void unreachable(Terminator.Unreachable end) {
      end(end);
    }
  }

  private Nested select(Block block, Terminator.Select select, @Nullable Block next) {
    List<Nested.Arm> arms = new ArrayList<>();
    for (Terminator.Arm arm : select.arms()) {
      boolean isImplied =
          arm.target() == select.otherwise() && arm.choice().extent() == Choice.Extent.CONSTANTS;
      if (!isImplied) {
        arms.add(new Nested.Arm(arm, jump(block, arm.target(), next)));
      }
    }
    Block otherwise = select.otherwise();
    return new Nested.Select(
        select, arms, otherwise == null ? List.of() : jump(block, otherwise, next));
  }

  private List<Nested> jump(Block from, Block to, @Nullable Block next) {
    if (inlined.contains(to) && !flow.isBack(from, to)) {
      return write(to, next);
    }
    if (to == next) {
      return List.of();
    }
    labels.add(to);
    return List.of(new Nested.Jump(to));
  }
}
