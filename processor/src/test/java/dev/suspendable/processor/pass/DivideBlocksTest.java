package dev.suspendable.processor.pass;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Blocks of more than 2,000 characters are divided between two statements. */
final class DivideBlocksTest {
  @Test
  void longBlock() {
    String assignment = "x = \"" + "y".repeat(1100) + "\";\n";

    String text =
        Dumped.of(
                "@Suspendable static Task<String> run(Task<String> one) {\n"
                    + "String x = await(one);\n"
                    + assignment.repeat(5)
                    + "return Task.of(x);\n"
                    + "}\n")
            .after("divide-blocks");

    assertThat(text.replaceAll("y{1100}", "yy"))
        .isEqualTo(
            """
            b0: start
              await awaiter(one), ready b1, resume b1
            b1: await(one) [resumed]
              declare x = cast[String](awaiter.awaitResume())
              x = "yy";
              x = "yy";
              goto b2
            b2:
              x = "yy";
              x = "yy";
              goto b3
            b3:
              x = "yy";
              finish x
            """);
  }
}
