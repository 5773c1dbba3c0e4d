package dev.suspendable.processor.intellij;

import dev.suspendable.processor.compile.Handover;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.annotation.processing.ProcessingEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * The builder of IntelliJ IDEA around this run of javac.
 *
 * @param handover how class files get to the builder; null if that is not known
 * @param obstacle why it is not known, else empty
 */
public record IntelliJ(@Nullable Handover handover, String obstacle) {
  static final String PACKAGE = "org.jetbrains.jps.javac.";

  /** Its builder's entry to javac, on the stack of each processor that it runs. */
  private static final String MAIN = PACKAGE + "JavacMain";

  /** It wraps what processors get in proxies. This class of its builder unwraps them. */
  private static final String WRAPPERS = PACKAGE + "APIWrappers";

  /**
   * A system property of the builder, for people who look for a fault. {@code await} or {@code
   * await:SECONDS} lets class files pass, and binds them when they are on disk.
   */
  private static final String MODE = "dev.suspendable.intellij";

  private static final Pattern AWAIT = Pattern.compile("await(:([0-9]{1,4}))?");

  /** Much longer than a builder takes that works: the error is about one that does not. */
  private static final int LONGEST_WAIT_SECONDS = 30;

  /** The environment in a wrapper of the builder; null if it is none. */
  public static @Nullable ProcessingEnvironment unwrapped(ProcessingEnvironment wrapper) {
    try {
      return (ProcessingEnvironment)
          Class.forName(WRAPPERS, true, wrapper.getClass().getClassLoader())
              .getMethod("unwrap", Class.class, Object.class)
              .invoke(null, ProcessingEnvironment.class, wrapper);
    } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
      return null; // Not in IntelliJ IDEA.
    }
  }

  /** The builder that has made a wrapper. */
  public static IntelliJ of(ProcessingEnvironment wrapper) {
    try {
      BuilderFiles files = BuilderFiles.behind(wrapper).orElse(null);
      if (files == null) {
        return new IntelliJ(null, "there is no file manager behind " + wrapper.getClass());
      }
      HeldClassFiles held = new HeldClassFiles(files);
      Matcher await = AWAIT.matcher(System.getProperty(MODE, ""));
      if (!await.matches() && files.intercept(held)) {
        return new IntelliJ(held, "");
      }
      int seconds =
          await.matches() && await.group(2) != null
              ? Integer.parseInt(await.group(2))
              : LONGEST_WAIT_SECONDS;
      return new IntelliJ(new AwaitedClassFiles(files, Duration.ofSeconds(seconds)), "");
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return new IntelliJ(null, e.toString());
    }
  }

  /** The builder, if it runs javac without wrapping what processors get. */
  public static Optional<IntelliJ> onStack() {
    boolean isOnStack =
        StackWalker.getInstance()
            .walk(frames -> frames.anyMatch(frame -> frame.getClassName().equals(MAIN)));
    return isOnStack
        ? Optional.of(
            new IntelliJ(
                null,
                "it is hidden by the option -Djps.track.ap.dependencies=false of the builder"))
        : Optional.empty();
  }
}
