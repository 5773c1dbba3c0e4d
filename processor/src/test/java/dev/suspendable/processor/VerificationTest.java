package dev.suspendable.processor;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.processor.analyze.Liveness;
import dev.suspendable.processor.analyze.Partition;
import dev.suspendable.processor.compilation.Javac;
import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Blocks;
import dev.suspendable.processor.lower.Edges;
import dev.suspendable.processor.lower.Graph;
import dev.suspendable.processor.lower.Op;
import dev.suspendable.processor.lower.Region;
import dev.suspendable.processor.lower.Suspension;
import dev.suspendable.processor.lower.Terminator;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Variable;
import dev.suspendable.processor.structure.Nested;
import dev.suspendable.processor.structure.Structurer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.lang.model.type.TypeKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each check of the verifier finds what it is for, and tells the pass and the coroutine. */
final class VerificationTest {
  private static final String HOST =
      """
      package p;
      import static dev.suspendable.Coroutines.await;
      import dev.suspendable.Task;
      import dev.suspendable.annotations.Suspendable;
      class Host {
        int other;

        @Suspendable
        static Task<Integer> run(Task<Integer> one) {
          int first = await(one);
          int dead = first + 1;
          System.out.println(dead);
          try {
            first += await(one);
          } finally {
            await(one);
          }
          return Task.of(first);
        }
      }
      """;

  private static String messages(String pass, Consumer<CoroutineUnit> damage, String... options) {
    Javac.Result result =
        new Javac()
            .options(options)
            .source("p/Host.java", HOST)
            .processor(new Sabotage(pass, damage))
            .run();
    return String.join("\n", result.messages().stream().map(Javac.Message::toString).toList());
  }

  /** The damage is reported at the coroutine, with the pass. */
  private static void assertBroken(
      String pass, String what, Consumer<CoroutineUnit> damage, String... options) {
    assertThat(messages(pass, damage, options))
        .startsWith("p/Host.java:9:24: ERROR: Suspendable cannot read this method; ")
        .contains("BrokenGuarantee: after the pass " + pass + ": ")
        .contains(what);
  }

  @Test
  void nothingIsBrokenByItself() {
    assertThat(messages("lower", unit -> {})).isEmpty();
    assertThat(messages("lower", unit -> {}, "-Asuspendable.direct=always")).isEmpty();
    assertThat(messages("lower", unit -> {}, "-Asuspendable.split=0")).isEmpty();
  }

  // Parts of the coroutine.

  private static List<Block> blocks(CoroutineUnit unit) {
    return unit.graph().blocks();
  }

  private static List<Block> suspending(CoroutineUnit unit) {
    return blocks(unit).stream().filter(block -> block.suspension() != null).toList();
  }

  private static Suspension suspension(Block block) {
    return requireNonNull(block.suspension());
  }

  private static Block guarded(CoroutineUnit unit) {
    return blocks(unit).stream().filter(block -> block.region() != null).findFirst().orElseThrow();
  }

  private static Block finishing(CoroutineUnit unit) {
    return blocks(unit).stream()
        .filter(block -> block.terminator() instanceof Terminator.Finish)
        .findFirst()
        .orElseThrow();
  }

  private static Graph with(CoroutineUnit unit, Block more) {
    List<Block> blocks = new ArrayList<>(blocks(unit));
    blocks.add(more);
    return new Graph(blocks);
  }

  private static Graph without(CoroutineUnit unit, Block less) {
    List<Block> blocks = new ArrayList<>(blocks(unit));
    blocks.remove(less);
    return new Graph(blocks);
  }

  private static void resumeAt(Block block, Block resume, @Nullable Block cleanup) {
    Suspension old = suspension(block);
    Blocks.end(
        block,
        new Suspension.Await(
            old.code(),
            /* isVoid= */ false,
            new Suspension.Resumption(resume, cleanup, old.resumption().site())));
  }

  private static Variable variable(CoroutineUnit unit, String name) {
    return new Variable(
        name, unit.tools().javac().types().getPrimitiveType(TypeKind.INT), Variable.Kind.LOCAL);
  }

  private static Op read(Variable variable) {
    Code.VariableRef ref = new Code.VariableRef(variable, Code.Access.READ, false);
    return new Op.Run(Code.of("f(", ref, ");"));
  }

  // Graphs.

  @Test
  void blockInTwoPlaces() {
    assertBroken(
        "order-loops",
        "a block stands in two places",
        unit -> unit.set(Product.GRAPH, with(unit, blocks(unit).get(0))));
  }

  @Test
  void targetOutOfTheGraph() {
    assertBroken(
        "join-blocks",
        "leads to a block out of the graph",
        unit -> unit.set(Product.GRAPH, without(unit, finishing(unit))));
  }

  @Test
  void handlerOutOfTheGraph() {
    assertBroken(
        "lower",
        "has its handler out of the graph",
        unit -> {
          Region region = guarded(unit).region();
          unit.set(Product.GRAPH, region == null ? null : without(unit, region.handler()));
        });
  }

  @Test
  void handlerInsideOfWhatItGuards() {
    assertBroken(
        "lower",
        "has a handler that is not just outside of what it guards",
        unit -> {
          Region odd = new Region(null, guarded(unit), null);
          Block target = finishing(unit);
          Block inside = Blocks.block(odd, target.terminator());
          Blocks.end(target, new Terminator.Goto(inside));
          unit.set(Product.GRAPH, with(unit, inside));
        });
  }

  @Test
  void guardedEntry() {
    assertBroken(
        "lower",
        "is the entry, and guarded",
        unit -> {
          List<Block> blocks = new ArrayList<>(blocks(unit));
          blocks.add(0, Blocks.block(guarded(unit).region(), new Terminator.Goto(blocks.get(0))));
          unit.set(Product.GRAPH, new Graph(blocks));
        });
  }

  @Test
  void operationsWithoutAnEnd() {
    assertBroken(
        "lower",
        "has operations and no end",
        unit -> {
          Block first = blocks(unit).get(0);
          first.ops().add(new Op.Run(Code.of("an operation")));
          Blocks.end(first, new Terminator.Unreachable());
        });
  }

  @Test
  void stopBehindNothing() {
    assertBroken(
        "lower",
        "stops without an operation that does not complete",
        unit -> {
          blocks(unit).get(1).ops().clear();
          Blocks.end(blocks(unit).get(1), new Terminator.Stop());
        });
  }

  @Test
  void resumptionWhereNoneIsMarked() {
    assertBroken(
        "lower",
        "resumes at a block that is not marked so",
        unit -> resumeAt(suspending(unit).get(0), finishing(unit), null));
  }

  @Test
  void resumptionInAnotherRegion() {
    assertBroken(
        "lower",
        "resumes in another region than it suspends in",
        unit ->
            resumeAt(suspending(unit).get(0), suspension(suspending(unit).get(1)).resume(), null));
  }

  @Test
  void twoSuspensionsResumeAtOnePlace() {
    assertBroken(
        "lower",
        "resumes where another suspension does",
        unit -> {
          Block again = Blocks.block(null, suspending(unit).get(0).terminator());
          Blocks.end(finishing(unit), new Terminator.Goto(again));
          unit.set(Product.GRAPH, with(unit, again));
        });
  }

  @Test
  void missingCleanup() {
    assertBroken(
        "lower",
        "has a cleanup, and no region of it has, or the reverse",
        unit -> {
          Block block = suspending(unit).get(1);
          resumeAt(block, suspension(block).resume(), null);
        });
  }

  @Test
  void resumePointWithoutASuspension() {
    assertBroken(
        "divide-blocks",
        "is marked as resumed, and no suspension resumes there",
        unit -> Blocks.markResumePoint(finishing(unit)));
  }

  @Test
  void codeThatIsNotLowered() {
    assertBroken(
        "lower",
        "has code that has not been lowered: Hole",
        unit -> finishing(unit).ops().add(new Op.Run(Code.of(new Code.Hole(0, true), ";"))));
  }

  @Test
  void variableWithoutAValue() {
    assertBroken(
        "lower",
        "reads x, which has no value on any way there",
        unit -> finishing(unit).ops().add(read(variable(unit, "x"))));
  }

  @Test
  void valueThatOnlyComesLater() {
    assertBroken(
        "lower",
        "reads x, which has no value on any way there",
        unit -> {
          Variable x = variable(unit, "x");
          blocks(unit).get(0).ops().add(read(x));
          finishing(unit).ops().add(new Op.Assign(x, Code.of("1")));
        });
  }

  @Test
  void jumpThatIsNotForwarded() {
    assertBroken(
        "forward-jumps",
        "jumps to a block that only goes elsewhere",
        unit -> {
          Block last = finishing(unit);
          Block between = Blocks.block(null, new Terminator.Goto(last));
          Blocks.end(guarded(unit), new Terminator.Goto(between));
          unit.set(Product.GRAPH, with(unit, between));
        });
  }

  @Test
  void blockThatIsNeverReached() {
    assertBroken(
        "drop-unreachable",
        "is never reached",
        unit -> unit.set(Product.GRAPH, with(unit, Blocks.block(null, new Terminator.Unwound()))));
  }

  @Test
  void blockThatIsNotJoined() {
    assertBroken(
        "join-blocks",
        "is the only one that leads to the next one, which could be part of it",
        unit -> {
          Block last = finishing(unit);
          Block rest = Blocks.block(null, last.terminator());
          last.ops().add(new Op.Comment(Code.of("// and goes on")));
          Blocks.end(last, new Terminator.Goto(rest));
          unit.set(Product.GRAPH, with(unit, rest));
        });
  }

  /** A later pass may end what an earlier one has guaranteed, but nothing else. */
  @Test
  void guaranteesLast() {
    assertBroken(
        "divide-blocks",
        "is never reached",
        unit -> unit.set(Product.GRAPH, with(unit, Blocks.block(null, new Terminator.Unwound()))));
  }

  // Nested forms.

  private static void assertDirectFormBroken(String what, UnaryOperator<List<Nested>> damage) {
    assertBroken(
        "nest-direct-form",
        what,
        unit -> {
          Structurer.Body body = unit.directBody();
          if (body != null) {
            unit.set(
                Product.DIRECT_BODY,
                new Structurer.Body(
                    damage.apply(new ArrayList<>(body.statements())),
                    body.blocks(),
                    body.labels(),
                    body.loops()));
          }
        },
        "-Asuspendable.direct=always");
  }

  @Test
  void blockIsMissingInTheNestedForm() {
    assertDirectFormBroken("is missing in the nested form", body -> List.of());
  }

  @Test
  void blockStandsTwiceInTheNestedForm() {
    assertDirectFormBroken(
        "stands in two places of the nested form",
        body -> {
          body.addAll(List.copyOf(body));
          return body;
        });
  }

  @Test
  void jumpOutOfNothing() {
    assertDirectFormBroken(
        "is jumped to from outside of its statement",
        body -> {
          Nested.Straight first = (Nested.Straight) body.get(0);
          body.add(new Nested.Jump(first.block()));
          return body;
        });
  }

  // The state machine.

  private static Partition partition(CoroutineUnit unit, Graph graph, int largest) {
    return Partition.of(unit.method(), graph, unit.liveness(), false, largest);
  }

  @Test
  void resumedBlockIsInNoPart() {
    assertBroken(
        "partition",
        "is resumed, and in no part",
        unit ->
            unit.set(
                Product.PARTITION,
                partition(unit, without(unit, finishing(unit)), Integer.MAX_VALUE)));
  }

  @Test
  void partsInAnotherOrder() {
    assertBroken(
        "partition",
        "the parts do not have the blocks in their order, each once",
        unit -> {
          List<Block> reversed = new ArrayList<>(blocks(unit));
          Collections.reverse(reversed);
          unit.set(Product.PARTITION, partition(unit, new Graph(reversed), Integer.MAX_VALUE));
        });
  }

  @Test
  void exitThatThePartDoesNotKnow() {
    assertBroken(
        "partition",
        "leads to another part, and is not among its exits",
        unit -> {
          Partition split = partition(unit, unit.graph(), 0);
          split.parts().get(1).exits().clear();
          unit.set(Product.PARTITION, split);
        });
  }

  private static Variable named(CoroutineUnit unit, String name) {
    Set<Variable> found = new HashSet<>();
    blocks(unit)
        .forEach(
            block ->
                Edges.forEachVariable(
                    block,
                    variable -> {
                      if (variable.name().equals(name)) {
                        found.add(variable);
                      }
                    }));
    return found.iterator().next();
  }

  private static void readAtTheEnd(CoroutineUnit unit, Variable variable) {
    finishing(unit).ops().add(read(variable));
    unit.set(Product.LIVENESS, Liveness.of(unit.method(), unit.graph()));
  }

  @Test
  void variableWithoutAField() {
    assertBroken(
        "lay-out",
        "keeps dead, which has no field",
        unit -> readAtTheEnd(unit, named(unit, "dead")));
  }

  @Test
  void variableWithoutALocal() {
    assertBroken(
        "lay-out",
        "names x, which has no local",
        unit -> finishing(unit).ops().add(new Op.Assign(variable(unit, "x"), Code.of("1"))));
  }

  @Test
  void variableThatAnotherBlockDeclaresForItself() {
    assertBroken(
        "lay-out",
        "names dead, which another block declares for itself",
        unit -> finishing(unit).ops().add(new Op.Assign(named(unit, "dead"), Code.of("1"))));
  }

  @Test
  void twoVariablesInOneField() {
    assertBroken("lay-out", "in the same field", unit -> readAtTheEnd(unit, named(unit, "old")));
  }
}
