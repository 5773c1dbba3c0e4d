package dev.suspendable.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path directory;

  @Test
  void tellsAboutTheTextThatComesWithIt() {
    assertThat(run()).isZero();

    assertThat(lines(err)).isEmpty();
    assertThat(lines(out))
        .startsWith("ferry.txt (which comes with the sample) has 380 words, 167 of them different.")
        .contains("   5  river        (no answer within 1500 ms)");
  }

  /** {@link DictionaryTest} checks the answers: on a slow machine any of them may be late here. */
  @Test
  void asksAboutTheMostFrequentWords() {
    assertThat(run()).isZero();

    List<String> asked =
        lines(out).stream()
            .filter(line -> line.matches(" {3}\\d {2}\\S.*"))
            .map(line -> line.substring(0, 15).strip())
            .toList();
    assertThat(asked)
        .containsExactly(
            "9  ferry",
            "7  carpenter",
            "5  letter",
            "5  river",
            "4  ferryman",
            "4  geese",
            "4  water",
            "3  lantern");
  }

  @Test
  void tellsWhichThreadsTheCoroutinesRanOn() throws IOException {
    assertThat(run(file("A ferry!"))).isZero();

    String here = Pattern.quote(Thread.currentThread().getName());
    assertThat(lines(out))
        .anySatisfy(line -> assertThat(line).matches(" *lookUpAll +" + here + "( -> .+)?"))
        .anySatisfy(line -> assertThat(line).matches(" *lookUp\\(ferry\\) +worker-\\d( -> .+)?"));
  }

  @Test
  void tellsWhereTheGeneratedSourcesAre() throws IOException {
    assertThat(run(file("A ferry!"))).isZero();

    assertThat(lines(out))
        .anySatisfy(line -> assertThat(line).endsWith("dev/suspendable/samples/quickstart"))
        .anySatisfy(line -> assertThat(line).matches(" *Words\\$\\$in\\$\\w+\\.java"))
        .anySatisfy(line -> assertThat(line).matches(" *Dictionary\\$\\$lookUp\\$\\w+\\.java"));
  }

  @Test
  void acceptsAnEmptyText() throws IOException {
    String file = file("");

    assertThat(run(file)).isZero();

    assertThat(lines(out))
        .startsWith(
            file + " has 0 words, 0 of them different.",
            "",
            "No word is long enough to ask the dictionary server about it.");
  }

  @Test
  void printsItsUsage() {
    assertThat(run("--help")).isZero();
    assertThat(run("-h")).isZero();

    assertThat(lines(err)).isEmpty();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(CommandLine.USAGE + CommandLine.USAGE);
  }

  @Test
  void refusesAnOptionThatItDoesNotKnow() {
    assertThat(run("--fast")).isEqualTo(2);

    assertOnlyComplaint("quickstart: unknown option --fast; see --help");
  }

  @Test
  void refusesASecondFile() {
    assertThat(run("one", "two")).isEqualTo(2);

    assertOnlyComplaint("quickstart: one file at most, but there is also two; see --help");
  }

  @Test
  void refusesAFileWithoutAName() {
    assertThat(run("")).isEqualTo(2);

    assertOnlyComplaint("quickstart: the name of the file is empty; see --help");
  }

  @Test
  void refusesAFileThatIsNotThere() {
    String missing = directory.resolve("missing.txt").toString();

    assertThat(run(missing)).isEqualTo(1);

    assertOnlyComplaint("quickstart: " + missing + ": there is no such file");
  }

  @Test
  void refusesADirectory() {
    assertThat(run(directory.toString())).isEqualTo(1);

    assertOnlyComplaint("quickstart: " + directory + ": this is a directory, not a text file");
  }

  @Test
  void refusesWhatIsNotText() throws IOException {
    Path file = Files.write(directory.resolve("picture"), new byte[] {(byte) 0xff, 0, 1, 2});

    assertThat(run(file.toString())).isEqualTo(1);

    assertOnlyComplaint("quickstart: " + file + ": this is not UTF-8 text");
  }

  private int run(String... arguments) {
    return Main.run(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        arguments);
  }

  private String file(String text) throws IOException {
    return Files.writeString(directory.resolve("text.txt"), text).toString();
  }

  private void assertOnlyComplaint(String complaint) {
    assertThat(lines(err)).containsExactly(complaint);
    assertThat(lines(out)).isEmpty();
  }

  private static List<String> lines(ByteArrayOutputStream printed) {
    return printed.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
