package dev.suspendable.processor.diagram;

import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Op;
import dev.suspendable.processor.lower.Terminator;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Variable;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The conditions, in words, on which control goes to a block's successors. */
final class Decisions {
  private static final Pattern IF = Pattern.compile("if \\((.+)\\) ?(?:\\{ ?)?….{0,3}");

  private static final Pattern CATCH =
      Pattern.compile("exception instanceof [\\w$]+(?: \\|\\| exception instanceof [\\w$]+)*");

  private static final Pattern EQUALITY =
      Pattern.compile("([\\w$.()\\[\\]]+) ([=!]=) ([\\w$.()\\[\\]]+)");

  private Decisions() {}

  static String of(Block block, Terminator.Branch branch, boolean outcome) {
    if (isOfResource(branch)) {
      return outcome ? "" : not(ConditionText.of(branch.condition()));
    }
    if (isForEach(block, branch.condition())) {
      return outcome ? "next element" : "no more elements";
    }
    String condition = ConditionText.of(branch.condition());
    if (CATCH.matcher(condition).matches()) {
      String types = condition.replace("exception instanceof ", "").replace("||", "or");
      return outcome ? types : "another exception";
    }
    return outcome ? condition : not(condition);
  }

  /** Whether a branch tests if there is a resource to close. */
  private static boolean isOfResource(Terminator.Branch branch) {
    return branch.ifTrue().ops().isEmpty()
        && branch.ifTrue().terminator() instanceof Terminator.Branch next
        && isOfPrimary(next);
  }

  /** Whether a branch tests if an exception is being thrown while a resource is closed. */
  static boolean isOfPrimary(Terminator.Branch branch) {
    return branch.condition().pieces().stream()
        .anyMatch(
            piece ->
                piece instanceof Code.VariableRef ref
                    && ref.variable().kind() == Variable.Kind.TEMPORARY
                    && ref.variable().userVariable() == null
                    && ref.variable().name().equals("primary"));
  }

  private static String not(String condition) {
    Matcher equality = EQUALITY.matcher(condition);
    if (equality.matches()) {
      String sign = equality.group(2).equals("==") ? " != " : " == ";
      return equality.group(1) + sign + equality.group(3);
    }
    return condition.startsWith("!") && condition.matches("![\\w$.]+(\\(\\))?")
        ? condition.substring(1)
        : condition.contains("&&") || condition.contains("||")
            ? "not (" + condition + ")"
            : "not " + condition;
  }

  /** The test for another element consists of generated variables only. */
  private static boolean isForEach(Block block, Code condition) {
    boolean[] isGenerated = {block.note().startsWith("for (")};
    condition.forEach(
        piece -> {
          if (piece instanceof Code.VariableRef ref) {
            isGenerated[0] &=
                ref.variable().kind() == Variable.Kind.TEMPORARY
                    && ref.variable().userVariable() == null;
          } else if (!(piece instanceof Code.Text) && !(piece instanceof Code.Line)) {
            isGenerated[0] = false;
          }
        });
    return isGenerated[0];
  }

  static String of(Terminator.Arm arm) {
    List<String> labels = arm.choice().labels().stream().map(ConditionText::of).toList();
    String text =
        Stream.concat(
                labels.stream(), arm.choice().isDefault() ? Stream.of("default") : Stream.empty())
            .collect(Collectors.joining(", "));
    Code guard = arm.choice().guard();
    return (labels.isEmpty() ? "" : "case ")
        + text
        + (guard == null ? "" : " when " + ConditionText.of(guard));
  }

  /** A jump out of a statement of the user's. */
  static String ofJump(Op.Verbatim statement) {
    String text = ConditionText.of(statement.statement());
    Matcher matcher = IF.matcher(text);
    return matcher.matches() ? matcher.group(1) : "";
  }

  /** The statement completes without a jump. */
  static String ofNoJump(Op.Verbatim statement) {
    String jump = ofJump(statement);
    return jump.isEmpty() ? "" : not(jump);
  }
}
