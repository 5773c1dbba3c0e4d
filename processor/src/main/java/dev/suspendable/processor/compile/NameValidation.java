package dev.suspendable.processor.compile;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.Trees;
import dev.suspendable.processor.model.FrameSource;
import dev.suspendable.processor.model.FrameText;
import dev.suspendable.processor.model.FrameText.ExpectedName;
import dev.suspendable.processor.model.HostMember;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.util.Elements;

/**
 * Translation validation: every verbatim name from the user's code must mean the same in the frame
 * as in the user's code. Frame code is in another class, with other members, imports and enclosing
 * scopes. A name that means something else there would still compile, and behave differently.
 */
final class NameValidation implements TaskListener {
  private final Trees trees;
  private final Elements elements;
  private final Map<String, FrameSource> framesByClass;
  private final FrameProblems problems;
  private final Set<String> validated = new HashSet<>();

  NameValidation(JavacTask task, List<FrameSource> frames, FrameProblems problems) {
    this.trees = Trees.instance(task);
    this.elements = task.getElements();
    this.framesByClass =
        frames.stream().collect(Collectors.toMap(f -> f.name().binaryName(), f -> f));
    this.problems = problems;
  }

  @Override
  public void finished(TaskEvent event) {
    if (event.getKind() == TaskEvent.Kind.ANALYZE && event.getTypeElement() != null) {
      String name = event.getTypeElement().getQualifiedName().toString();
      FrameSource frame = framesByClass.get(name);
      if (frame != null && validated.add(name)) {
        validate(frame, event.getCompilationUnit());
      }
    }
  }

  /**
   * Must be called after everything has been compiled: a name that has not been checked is not
   * valid.
   */
  void finish() {
    framesByClass.forEach(
        (name, frame) -> {
          if (!validated.contains(name)) {
            problems.add(frame, "its frame class was not analyzed", 0);
          }
        });
  }

  private void validate(FrameSource frame, CompilationUnitTree unit) {
    FrameText text = frame.text();
    BitSet offsets = new BitSet(text.source().length());
    text.names().forEach(name -> offsets.set(name.offset()));
    Map<Integer, Set<String>> actual = NamesInSource.of(unit, trees, elements, offsets);
    Map<String, String> realNames = realNames(frame.nest().members());
    for (ExpectedName expected : text.names()) {
      Set<String> found = actual.getOrDefault(expected.offset(), Set.of());
      if (found.stream().noneMatch(name -> isSame(name, expected.symbol(), realNames))) {
        problems.add(
            frame,
            "a name that means "
                + expected.symbol()
                + " in your code would mean "
                + (found.isEmpty() ? "nothing" : String.join(" or ", found))
                + " in the frame",
            text.lineOf(expected.offset()));
      }
    }
  }

  private static boolean isSame(String found, String expected, Map<String, String> realNames) {
    if (found.equals(expected) || normal(found).equals(normal(expected))) {
      return true;
    }
    String real = realNames.get(normal(found));
    return real != null && normal(expected).endsWith(real);
  }

  /**
   * The real members behind the names of the members added to the host. The class is omitted,
   * because {@code super.m()} names the superclass, which may have inherited the method.
   */
  private static Map<String, String> realNames(List<HostMember> members) {
    Map<String, String> names = new HashMap<>();
    for (HostMember member : members) {
      boolean method =
          switch (member.kind()) {
            case FIELD, OUTER -> false;
            case METHOD, SUPER_METHOD, CREATION -> true;
          };
      HostMember.Shown shown = member.shown();
      HostMember.Target target = member.target();
      names.put(
          normal(member.host() + "#" + shown.name() + (method ? shown.descriptor() : "")),
          normal("#" + target.name() + (method ? target.descriptor() : "")));
    }
    return names;
  }

  /** A normal form: a class file does not tell which {@code $} in a name stands for a dot. */
  private static String normal(String symbol) {
    return symbol.replace('$', '.');
  }
}
