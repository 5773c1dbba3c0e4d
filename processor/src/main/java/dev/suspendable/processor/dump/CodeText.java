package dev.suspendable.processor.dump;

import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Jump;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import javax.lang.model.type.TypeMirror;

/** Code as one line: the user's text, and a readable word for each piece that is not text. */
final class CodeText {
  private static final Pattern BLANKS = Pattern.compile("\\s*\\R\\s*");
  private static final Pattern PACKAGE = Pattern.compile("\\b(?:[a-z_][A-Za-z0-9_]*\\.)+(?=[A-Z])");

  private final Labels labels;

  CodeText(Labels labels) {
    this.labels = labels;
  }

  /** Code whose holes are shown as {@code <0>}. */
  String of(Code code) {
    return of(code, hole -> "<" + hole + ">");
  }

  /**
   * A template.
   *
   * @param operands the texts for its holes
   */
  String of(Code code, List<String> operands) {
    return of(code, operands::get);
  }

  private String of(Code code, IntFunction<String> holes) {
    StringBuilder text = new StringBuilder();
    code.pieces().forEach(piece -> text.append(of(piece, holes)));
    return BLANKS.matcher(text.toString().strip()).replaceAll(" ");
  }

  /** A type, with simple names of classes. */
  static String of(TypeMirror type) {
    return PACKAGE.matcher(type.toString()).replaceAll("");
  }

  private String of(Code.Piece piece, IntFunction<String> holes) {
    if (piece instanceof Code.Text text) {
      return text.text();
    } else if (piece instanceof Code.Line) {
      return "";
    } else if (piece instanceof Code.Initialise initialise) {
      return "initialise(" + initialise.type().getSimpleName() + ")";
    } else if (piece instanceof Code.ClassRef ref) {
      return ref.type().getSimpleName().toString();
    } else if (piece instanceof Code.TypeRef ref) {
      return of(ref.type());
    } else if (piece instanceof Code.Cast cast) {
      return "cast[" + of(cast.type()) + "](";
    } else if (piece instanceof Code.CastEnd) {
      return ")";
    } else if (piece instanceof Code.Show show) {
      return "show[" + of(show.type()) + "](";
    } else if (piece instanceof Code.Self) {
      return "self";
    } else if (piece instanceof Code.Generated generated) {
      return generated.role().name().toLowerCase(Locale.ROOT);
    } else if (piece instanceof Code.Name name) {
      return name.text();
    } else if (piece instanceof Code.RuntimeClass type) {
      return type.type().getSimpleName();
    } else if (piece instanceof Code.LocalName name) {
      return name.name();
    } else if (piece instanceof Code.VariableRef ref) {
      return (ref.captured() ? "copy of " : "") + labels.of(ref.variable());
    } else if (piece instanceof Code.TypeTest test) {
      return of(test.operand(), holes) + " instanceof " + of(test.pattern(), holes);
    } else if (piece instanceof Code.Hole hole) {
      return holes.apply(hole.operand());
    } else if (piece instanceof Code.Leave leave) {
      return new StatementText(labels).leave(leave.jump()) + ";";
    } else if (piece instanceof Code.Mark mark) {
      return labels.of(mark.target());
    } else if (piece instanceof Code.Exit exit) {
      return holes.apply(exit.number())
          + (exit.value().isEmpty() ? "" : " " + of(exit.value(), holes))
          + ";";
    } else if (piece instanceof Code.DirectForm call) {
      return "direct " + call.method().getSimpleName() + "(";
    } else if (piece instanceof Code.CallContext) {
      return "context";
    } else if (piece instanceof Code.LinkedCall call) {
      return "linked " + call.method().getSimpleName() + "(";
    } else if (piece instanceof Code.Ramp ramp) {
      return "ramp " + ramp.lambda().name() + "#" + ramp.lambda().number() + "(";
    } else if (piece instanceof Code.DirectResult result) {
      return "result of " + result.method().getSimpleName();
    }
    throw new IllegalStateException("a piece of code without a text: " + piece);
  }

  /** A jump, without the code that is evaluated for it. */
  String ofJump(Jump jump) {
    if (jump instanceof Jump.Break to) {
      return "break " + labels.of(to.target());
    } else if (jump instanceof Jump.Continue to) {
      return "continue " + labels.of(to.target());
    } else if (jump instanceof Jump.Yield to) {
      return "yield to " + labels.of(to.target());
    } else if (jump instanceof Jump.Return) {
      return "return";
    }
    throw new IllegalStateException("a jump without a text: " + jump);
  }
}
