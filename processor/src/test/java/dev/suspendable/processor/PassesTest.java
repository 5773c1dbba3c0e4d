package dev.suspendable.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The list of the passes is in order, and does what it says. */
final class PassesTest {
  @Test
  void whatAPassNeedsIsMadeBefore() {
    Set<Product> made = EnumSet.noneOf(Product.class);
    for (Pass<?> pass : Passes.all()) {
      assertThat(made).as("made before %s", pass).containsAll(pass.needs());
      made.addAll(pass.makes());
    }
    assertThat(made).containsExactlyInAnyOrder(Product.values());
  }

  @Test
  void guaranteesAreOfWhatIsMade() {
    Set<Guarantee> made = EnumSet.noneOf(Guarantee.class);
    for (Pass<?> pass : Passes.all()) {
      assertThat(made).as("guaranteed before %s", pass).containsAll(pass.ends());
      for (Guarantee guarantee : pass.guarantees()) {
        assertThat(pass.makes()).as("made by %s", pass).contains(guarantee.of());
        made.add(guarantee);
      }
    }
    assertThat(made).containsExactlyInAnyOrder(Guarantee.values());
  }

  /** A reason that names another pass names one of which it says rightly that it comes before. */
  @Test
  void reasons() {
    Set<String> before = new HashSet<>();
    Set<String> all = new HashSet<>();
    Passes.all().forEach(pass -> all.add(pass.name()));
    for (Pass<?> pass : Passes.all()) {
      assertThat(pass.because()).as("%s", pass).matches("(first, because|after) .*");
      Matcher after = Pattern.compile("after ([a-z]+(?:-[a-z]+)*)").matcher(pass.because());
      while (after.find()) {
        if (all.contains(after.group(1))) {
          assertThat(before).as("before %s", pass).contains(after.group(1));
        }
      }
      Matcher later = Pattern.compile("before ([a-z]+(?:-[a-z]+)*)").matcher(pass.because());
      while (later.find()) {
        assertThat(before).as("behind %s", pass).doesNotContain(later.group(1));
      }
      assertThat(before.add(pass.name())).as("%s once", pass).isTrue();
    }
  }

  @Test
  void aPassGetsNothingButWhatItNeeds() {
    Unit unit = new Unit() {};
    unit.set(Product.METHOD, "a method");
    Pass<Unit> reads = Pass.<Unit>named("reads").does(it -> it.get(Product.METHOD, String.class));
    Pass<Unit> makes = Pass.<Unit>named("makes").does(it -> it.set(Product.METHOD, "another"));

    assertThatThrownBy(() -> reads.run(unit))
        .hasMessage("pass reads does not say that it needs METHOD");
    assertThatThrownBy(() -> makes.run(unit))
        .hasMessage("pass makes does not say that it makes METHOD");
  }

  /** The table in DESIGN.md. */
  @Test
  void designPageHasThemInOrder() throws IOException {
    String page = Files.readString(Path.of("DESIGN.md"));
    String section = page.substring(page.indexOf("## The passes"), page.indexOf("### The model"));
    List<String> inTable =
        Pattern.compile("(?m)^\\| `([a-z-]+)` \\|.*\\|$")
            .matcher(section)
            .results()
            .map(result -> result.group(1))
            .toList();

    assertThat(inTable).isEqualTo(Passes.all().stream().map(Pass::name).toList());
  }
}
