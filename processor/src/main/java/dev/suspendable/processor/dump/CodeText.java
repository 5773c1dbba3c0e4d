package dev.suspendable.processor.dump;

import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Jump;
import dev.suspendable.processor.model.PieceVisitor;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import javax.lang.model.type.TypeMirror;

/** Code as one line: the user's text, and a readable word for each piece that is not text. */
final class CodeText implements Jump.Visitor<String> {
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
    new Pieces(holes, text).visit(code);
    return BLANKS.matcher(text.toString().strip()).replaceAll(" ");
  }

  /** A type, with simple names of classes. */
  static String of(TypeMirror type) {
    return PACKAGE.matcher(type.toString()).replaceAll("");
  }

  /** A jump, without the code that is evaluated for it. */
  String ofJump(Jump jump) {
    return jump.accept(this);
  }

  @Override
  public String breaking(Jump.Break jump) {
    return "break " + labels.of(jump.target());
  }

  @Override
  public String continuing(Jump.Continue jump) {
    return "continue " + labels.of(jump.target());
  }

  @Override
  public String yielding(Jump.Yield jump) {
    return "yield to " + labels.of(jump.target());
  }

  @Override
  public String returning(Jump.Return jump) {
    return "return";
  }

  /** Appends pieces. */
  private final class Pieces implements PieceVisitor {
    private final IntFunction<String> holes;
    private final StringBuilder out;

    Pieces(IntFunction<String> holes, StringBuilder out) {
      this.holes = holes;
      this.out = out;
    }

    @Override
    public void text(Code.Text piece) {
      out.append(piece.text());
    }

    @Override
    public void line(Code.Line piece) {
      // Positions are not shown.
    }

    @Override
    public void initialise(Code.Initialise piece) {
      out.append("initialise(" + piece.type().getSimpleName() + ")");
    }

    @Override
    public void classRef(Code.ClassRef piece) {
      out.append(piece.type().getSimpleName());
    }

    @Override
    public void typeRef(Code.TypeRef piece) {
      out.append(CodeText.of(piece.type()));
    }

    @Override
    public void cast(Code.Cast piece) {
      out.append("cast[" + CodeText.of(piece.type()) + "](");
    }

    @Override
    public void show(Code.Show piece) {
      out.append("show[" + CodeText.of(piece.type()) + "](");
    }

    @Override
    public void castEnd(Code.CastEnd piece) {
      out.append(")");
    }

    @Override
    public void self(Code.Self piece) {
      out.append("self");
    }

    @Override
    public void generated(Code.Generated piece) {
      out.append(piece.role().name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void name(Code.Name piece) {
      out.append(piece.text());
    }

    @Override
    public void runtimeClass(Code.RuntimeClass piece) {
      out.append(piece.type().getSimpleName());
    }

    @Override
    public void localName(Code.LocalName piece) {
      out.append(piece.name());
    }

    @Override
    public void variable(Code.VariableRef piece) {
      out.append((piece.captured() ? "copy of " : "") + labels.of(piece.variable()));
    }

    @Override
    public void typeTest(Code.TypeTest piece) {
      out.append(
          CodeText.this.of(piece.operand(), holes)
              + " instanceof "
              + CodeText.this.of(piece.pattern(), holes));
    }

    @Override
    public void hole(Code.Hole piece) {
      out.append(holes.apply(piece.operand()));
    }

    @Override
    public void leave(Code.Leave piece) {
      out.append(new StatementText(labels).leave(piece.jump()) + ";");
    }

    @Override
    public void exit(Code.Exit piece) {
      out.append(
          holes.apply(piece.number())
              + (piece.value().isEmpty() ? "" : " " + CodeText.this.of(piece.value(), holes))
              + ";");
    }

    @Override
    public void mark(Code.Mark piece) {
      out.append(labels.of(piece.target()));
    }

    @Override
    public void directForm(Code.DirectForm piece) {
      out.append("direct " + piece.method().getSimpleName() + "(");
    }

    @Override
    public void callContext(Code.CallContext piece) {
      out.append("context");
    }

    @Override
    public void linkedCall(Code.LinkedCall piece) {
      out.append("linked " + piece.method().getSimpleName() + "(");
    }

    @Override
    public void ramp(Code.Ramp piece) {
      out.append("ramp " + piece.lambda().name() + "#" + piece.lambda().number() + "(");
    }

    @Override
    public void directResult(Code.DirectResult piece) {
      out.append("result of " + piece.method().getSimpleName());
    }
  }
}
