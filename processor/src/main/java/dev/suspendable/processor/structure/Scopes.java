package dev.suspendable.processor.structure;

import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Region;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The loops and tries of a body, by the block at which control enters them. */
final class Scopes {
  private final DirectFlow flow;
  private final Map<Block, List<Scope>> entered = new HashMap<>();

  /**
   * A loop or a try.
   *
   * @param region the region that a try guards, null for a loop
   * @param blocks the blocks that belong to it
   */
  record Scope(Block entry, @Nullable Region region, Set<Block> blocks) {
    boolean isLoop() {
      return region == null;
    }

    boolean contains(Block block) {
      return blocks.contains(block);
    }
  }

  private Scopes(DirectFlow flow) {
    this.flow = flow;
  }

  /** The scopes; null if a try has several entries, or one where it cannot be written. */
  static @Nullable Scopes of(DirectFlow flow) {
    Scopes scopes = new Scopes(flow);
    return scopes.find() ? scopes : null;
  }

  /** The scopes that control enters at a block, the outermost first. */
  List<Scope> at(Block block) {
    return entered.getOrDefault(block, List.of());
  }

  /** The blocks that are heads of loops. */
  Set<Block> loopHeads() {
    Set<Block> heads = new HashSet<>();
    entered.forEach(
        (block, scopes) -> {
          if (scopes.stream().anyMatch(Scope::isLoop)) {
            heads.add(block);
          }
        });
    return heads;
  }

  private boolean find() {
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
}
