package dev.suspendable.processor.compile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which hints a source text gives. */
final class IdentifiersTest {
  private static Identifiers of(String source) {
    Identifiers identifiers = new Identifiers();
    identifiers.add(source);
    return identifiers;
  }

  @Test
  void wordsThatBeginNames() {
    assertThat(of("import a.b.C;\nint x = y.z + 0x1F + 1e5f + T\u00e4 + \\u0041;").words())
        .containsExactlyInAnyOrder("a", "x", "y", "T\u00e4", "u0041");
  }

  @Test
  void dottedNamesAndTheirLeadingParts() {
    assertThat(of("import a.b.C; f(x.y).z, a..b, 1.5, c.").dotted())
        .containsExactlyInAnyOrder("a.b", "a.b.C", "x.y");
  }

  @Test
  void keywordsAreNoNames() {
    Identifiers identifiers = of("this.field = super.other + int.class;");

    assertThat(identifiers.words()).isEmpty();
    assertThat(identifiers.dotted()).isEmpty();
  }

  @Test
  void charactersBeyondTheBasicPlane() {
    assertThat(of("\ud835\udc00.\ud835\udc01").dotted())
        .containsExactly("\ud835\udc00.\ud835\udc01");
  }
}
