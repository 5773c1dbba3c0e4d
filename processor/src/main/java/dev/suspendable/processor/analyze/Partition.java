package dev.suspendable.processor.analyze;

import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Edges;
import dev.suspendable.processor.lower.Graph;
import dev.suspendable.processor.lower.Suspension;
import dev.suspendable.processor.model.Code.Role;
import dev.suspendable.processor.model.DirectCallees;
import dev.suspendable.processor.model.SuspendableMethod;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The methods of a state machine. A small state machine is one method. A large one is several, its
 * <em>parts</em>, each with some of the blocks: HotSpot interprets large methods, and a method
 * cannot exceed 64 KB.
 *
 * <p>Where control goes from one part to another, the live variables pass through the frame's
 * fields, as over a suspension.
 */
public final class Partition {
  private final List<Part> parts = new ArrayList<>();
  private final Map<Block, Part> partOf = new HashMap<>();
  private final Map<Block, Set<Role>> carried = new HashMap<>();
  private final Map<Part, Set<Role>> left = new HashMap<>();

  /**
   * One method of the state machine.
   *
   * @param index its position among the parts
   * @param blocks in their order
   * @param exits blocks of other parts that this part jumps to
   * @param entries blocks of this part that other parts jump to
   */
  public record Part(int index, List<Block> blocks, Set<Block> exits, Set<Block> entries) {
    @Override
    public boolean equals(@Nullable Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return index;
    }
  }

  /**
   * The parts of a state machine.
   *
   * @param hasDirectForm whether the state machine has only the blocks that a resumption can reach,
   *     unless the coroutine is {@linkplain DirectCallees#areRecursive recursive}
   * @param largestPart how many bytes of byte code a part may have
   */
  public static Partition of(
      SuspendableMethod method,
      Graph graph,
      Liveness liveness,
      boolean hasDirectForm,
      int largestPart) {
    boolean isResumedOnly = hasDirectForm && !method.callees().areRecursive();
    List<Block> blocks = isResumedOnly ? graph.resumed() : graph.blocks();
    return new Partition(graph, Partitioner.groups(method, blocks, liveness, largestPart));
  }

  /**
   * @param groups the blocks of each part, in the order of all
   */
  private Partition(Graph graph, List<List<Block>> groups) {
    for (List<Block> group : groups) {
      Part part =
          new Part(parts.size(), List.copyOf(group), new LinkedHashSet<>(), new LinkedHashSet<>());
      parts.add(part);
      group.forEach(block -> partOf.put(block, part));
    }
    if (isSplit()) {
      parts.forEach(part -> part.blocks.forEach(block -> findCrossings(part, block)));
      findCleanups(graph);
      carry(Role.THROWN);
      carry(Role.AWAITER);
      parts.forEach(this::leave);
    }
  }

  private void findCrossings(Part part, Block block) {
    for (Block target : Edges.onward(block)) {
      cross(part, target);
    }
    if (block.region() != null) {
      cross(part, block.region().handler());
    }
  }

  /**
   * Finds the cleanups that a part jumps to. The stopped signal arrives in the part that resumes.
   * That part determines the target, and has nothing to store.
   */
  private void findCleanups(Graph graph) {
    for (Block block : graph.blocks()) {
      Suspension suspension = block.suspension();
      if (suspension != null) {
        Block cleanup = suspension.cleanup();
        if (cleanup != null && isCrossed(suspension.resume(), cleanup)) {
          of(cleanup).entries.add(cleanup);
        }
      }
    }
  }

  private void cross(Part from, Block target) {
    Part to = of(target);
    if (to != from) {
      from.exits.add(target);
      to.entries.add(target);
    }
  }

  /** Finds the entries that need the value of a role, which must be passed to them. */
  private void carry(Role role) {
    Map<Block, List<Block>> predecessors = new HashMap<>();
    Set<Block> needing = new HashSet<>();
    List<Block> todo = new ArrayList<>();
    for (Block block : partOf.keySet()) {
      if (Edges.names(block, role) && needing.add(block)) {
        todo.add(block);
      }
      boolean assigns =
          role == Role.AWAITER
              && (block.terminator() instanceof Suspension.Await
                  || block.terminator() instanceof Suspension.Yield);
      if (!assigns) {
        Edges.onward(block)
            .forEach(to -> predecessors.computeIfAbsent(to, b -> new ArrayList<>()).add(block));
      }
    }
    while (!todo.isEmpty()) {
      for (Block block : predecessors.getOrDefault(todo.remove(todo.size() - 1), List.of())) {
        if (needing.add(block)) {
          todo.add(block);
        }
      }
    }
    for (Part part : parts) {
      for (Block entry : part.entries) {
        if (needing.contains(entry)) {
          carried.computeIfAbsent(entry, b -> EnumSet.noneOf(Role.class)).add(role);
        }
      }
    }
  }

  private void leave(Part part) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    part.exits.forEach(exit -> roles.addAll(carriedTo(exit)));
    if (!roles.isEmpty()) {
      left.put(part, roles);
    }
  }

  /** All parts, in the order of their blocks. */
  public List<Part> parts() {
    return parts;
  }

  /** Whether there is more than one part. */
  public boolean isSplit() {
    return parts.size() > 1;
  }

  /** The part that contains a block of the state machine. */
  public Part of(Block block) {
    Part part = partOf.get(block);
    if (part == null) {
      throw new IllegalArgumentException("not a block of the state machine: " + block.note());
    }
    return part;
  }

  /**
   * Whether these are blocks of different parts. Blocks that only the direct form has are in no
   * part.
   */
  boolean isCrossed(Block from, Block to) {
    return partOf.containsKey(from) && partOf.containsKey(to) && of(from) != of(to);
  }

  /** The values that an entry needs in addition to variables: the exception caught, the awaiter. */
  public Set<Role> carriedTo(Block entry) {
    return carried.getOrDefault(entry, Set.of());
  }

  /** The values that a part leaves in the frame in addition to variables, for all its exits. */
  public Set<Role> carriedFrom(Part part) {
    return left.getOrDefault(part, Set.of());
  }

  /** The values that an entry has to remove from the frame, even if it does not need them. */
  public Set<Role> leftAt(Block entry) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    left.forEach(
        (part, stored) -> {
          if (part.exits.contains(entry)) {
            roles.addAll(stored);
          }
        });
    return roles;
  }

  /** Whether any part leaves the value of a role in the frame. */
  public boolean isCarried(Role role) {
    return left.values().stream().anyMatch(roles -> roles.contains(role));
  }
}
