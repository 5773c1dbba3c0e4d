package dev.suspendable.processor.emit;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import dev.suspendable.processor.model.FrameText;
import dev.suspendable.processor.model.FrameText.ExpectedName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Bodies of methods on their way past JavaPoet. */
final class MarkersTest {
  private final Markers markers = new Markers(Set.of());

  private FrameText write(Consumer<Lines> first, Consumer<Lines> second) {
    TypeSpec.Builder type = TypeSpec.classBuilder("Host$$work");
    int number = 0;
    for (Consumer<Lines> body : List.of(first, second)) {
      Lines lines = new Lines(markers);
      body.accept(lines);
      type.addMethod(
          MethodSpec.methodBuilder("m" + number++)
              .addStatement("$T first", Map.class)
              .addCode(lines.toCode())
              .build());
    }
    String text = JavaFile.builder("app", type.build()).indent("  ").build().toString();
    return markers.strip(text);
  }

  @Test
  void bodiesStandWhereTheyBelong() {
    FrameText stripped =
        write(
            lines -> {
              lines.open("if ($L) {", "x");
              lines.line("$T<$T> t = $S;", List.class, ClassName.get("app", "Other"), "a\"\\");
              lines.reopen("} else {");
              lines.line("");
              lines.line("$L;", Text.of("$T.y($L)", ClassName.get("other", "Other"), 1));
              lines.close("}");
            },
            lines ->
                lines.line("$T z;", ParameterizedTypeName.get(List.class, java.util.Set.class)));

    assertThat(stripped.source())
        .isEqualTo(
            """
            package app;

            import java.util.List;
            import java.util.Map;
            import java.util.Set;

            class Host$$work {
              void m0() {
                Map first;
                if (x) {
                  List<Other> t = "a\\"\\\\";
                } else {

                  other.Other.y(1);
                }
              }

              void m1() {
                Map first;
                List<Set> z;
              }
            }
            """);
  }

  @Test
  void linesAndNames() {
    FrameText stripped =
        write(
            lines -> {
              lines.line("a();");
              lines.line(
                  "$Lb($L); $L",
                  markers.line(30),
                  markers.name("p.C#f") + "f",
                  markers.line(31) + "/* c\r\n  d */" + markers.line(40));
              lines.line("$T.e();", List.class);
            },
            lines -> {});

    String[] text = stripped.source().split("\n");
    assertThat(stripped.userLines()).hasSize(text.length);
    assertThat(text[9]).isEqualTo("    b(f);");
    assertThat(text[10]).isEqualTo("        /* c");
    assertThat(text[11]).isEqualTo("      d */");
    assertThat(stripped.userLines()).startsWith(0, 0, 0, 0, 0, 0, 0, 0, 0, 30, 31, 40, 0);
    assertThat(stripped.names())
        .containsExactly(new ExpectedName(stripped.source().indexOf("f);"), "p.C#f"));
  }

  /** Whoever writes such characters into a string literal gets them back. */
  @Test
  void whatOnlyLooksLikeAMark() {
    String literal = "\"\u0086 \u0086L\u0087 \u0086X1\u0087 \u0086L1 \u0087 \u0086\"";
    FrameText stripped = write(lines -> lines.line("$L$L;", markers.line(9), literal), lines -> {});

    assertThat(stripped.source()).contains("    " + literal + ";\n");
    assertThat(stripped.userLines()[7]).isEqualTo(9);
  }
}
