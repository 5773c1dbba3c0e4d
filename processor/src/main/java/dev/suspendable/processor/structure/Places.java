package dev.suspendable.processor.structure;

import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Edges;
import dev.suspendable.processor.lower.Region;
import dev.suspendable.processor.structure.Scopes.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Decides where each block is written: at the only jump to it, or after a labelled statement. */
final class Places {
  private final DirectFlow flow;
  private final Scopes scopes;
  private final Map<Block, List<Scope>> around = new HashMap<>();
  private final Map<Place, List<Block>> followers = new HashMap<>();
  private final Set<Block> inlined = new HashSet<>();

  /**
   * A position at a block, inside only the first {@code level} of the scopes that are entered
   * there.
   */
  private record Place(Block block, int level) {}

  Places(DirectFlow flow, Scopes scopes) {
    this.flow = flow;
    this.scopes = scopes;
    place();
  }

  /**
   * The blocks that follow the statement at a block, inside only the first {@code level} of the
   * scopes that are entered there.
   */
  List<Block> followers(Block block, int level) {
    return followers.getOrDefault(new Place(block, level), List.of());
  }

  /** Whether a block is written at the jump to it. */
  boolean isInlined(Block block) {
    return inlined.contains(block);
  }

  private void place() {
    Set<Block> handlers = new HashSet<>();
    for (Block block : flow.order()) {
      for (Scope scope : scopes.at(block)) {
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
      all.addAll(scopes.at(block));
      around.put(block, all);
    }
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
      follow(new Place(dominator, this.scopes.at(dominator).size()), block);
      return scopes;
    }
    Scope left = scopes.get(outermost);
    follow(new Place(left.entry(), this.scopes.at(left.entry()).indexOf(left)), block);
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
}
