package dev.suspendable.processor.lower;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The order of blocks; those with a name in capitals are resumed at. */
final class LoopRotationTest {
  private final List<Block> blocks = new ArrayList<>();
  private final List<Lowered.Loop> loops = new ArrayList<>();

  private void layOut(String names) {
    for (String name : names.split(" ")) {
      Block block = BlockBuilder.blockIn(null, name);
      if (Character.isUpperCase(name.charAt(0))) {
        block.markResumePoint();
      }
      blocks.add(block);
    }
  }

  private void endLoop(String head) {
    Block first = blocks.stream().filter(b -> b.note().equals(head)).findFirst().orElseThrow();
    loops.add(new Lowered.Loop(blocks.indexOf(first), blocks.size()));
  }

  private String order() {
    Graph ordered = OrderLoops.in(new Lowered(new Graph(blocks), loops));
    return ordered.blocks().stream().map(Block::note).collect(joining(" "));
  }

  @Test
  void whatFollowsTheSuspensionComesBeforeTheHead() {
    layOut("start head body Resumed next");
    endLoop("head");
    layOut("after");

    assertThat(order()).isEqualTo("start Resumed next head body after");
  }

  @Test
  void withSeveralSuspensionsTheLastOneCounts() {
    layOut("start head A middle B next");
    endLoop("head");

    assertThat(order()).isEqualTo("start B next head A middle");
  }

  @Test
  void suspensionInTheCondition() {
    layOut("start head Resumed body");
    endLoop("head");

    assertThat(order()).isEqualTo("start Resumed body head");
  }

  @Test
  void loopWithoutSuspensionStays() {
    layOut("Start head body");
    endLoop("head");

    assertThat(order()).isEqualTo("Start head body");
  }

  @Test
  void loopThatBeginsWithASuspensionOfItsOwnHeadStays() {
    layOut("start Head next");
    endLoop("Head");

    assertThat(order()).isEqualTo("start Head next");
  }

  @Test
  void outerLoopStaysIfTheInnerOneSuspendsLast() {
    layOut("start outer A inner B next");
    endLoop("inner");
    layOut("last");
    endLoop("outer");

    assertThat(order()).isEqualTo("start outer A B next inner last");
  }

  @Test
  void bothLoopsTurn() {
    layOut("start outer inner A");
    endLoop("inner");
    layOut("B last");
    endLoop("outer");

    assertThat(order()).isEqualTo("start B last outer A inner");
  }
}
