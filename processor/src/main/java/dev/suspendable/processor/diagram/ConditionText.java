package dev.suspendable.processor.diagram;

import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Code.Role;
import dev.suspendable.processor.model.PieceVisitor;
import dev.suspendable.processor.model.Variable;
import java.util.regex.Pattern;
import javax.lang.model.type.TypeMirror;

/** A condition as the user would write it, on one line: without casts, and with "result". */
final class ConditionText implements PieceVisitor {
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern PACKAGE = Pattern.compile("\\b(?:[a-z_][A-Za-z0-9_]*\\.)+(?=[A-Z])");
  private static final Pattern PARENTHESES = Pattern.compile("(^|[^\\w$])\\((result|this)\\)");
  private static final String RESUME = "result.awaitResume()";

  private final StringBuilder out = new StringBuilder();

  private ConditionText() {}

  static String of(Code code) {
    ConditionText text = new ConditionText();
    text.visit(code);
    String plain = text.out.toString().replace(RESUME, "result");
    String before;
    do {
      before = plain;
      plain = PARENTHESES.matcher(plain).replaceAll("$1$2");
    } while (!plain.equals(before));
    return BLANKS.matcher(plain.strip()).replaceAll(" ");
  }

  /** A type, with simple names of classes. */
  static String of(TypeMirror type) {
    return PACKAGE.matcher(type.toString()).replaceAll("");
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
    // It is generated.
  }

  @Override
  public void classRef(Code.ClassRef piece) {
    out.append(piece.type().getSimpleName());
  }

  @Override
  public void typeRef(Code.TypeRef piece) {
    out.append(of(piece.type()));
  }

  @Override
  public void cast(Code.Cast piece) {
    out.append('(');
  }

  @Override
  public void show(Code.Show piece) {
    out.append('(');
  }

  @Override
  public void castEnd(Code.CastEnd piece) {
    out.append(')');
  }

  @Override
  public void self(Code.Self piece) {
    out.append("this");
  }

  @Override
  public void generated(Code.Generated piece) {
    out.append(
        switch (piece.role()) {
          case THROWN -> "exception";
          case AWAITER -> "result";
          default -> piece.role() == Role.FRAME ? "frame" : "";
        });
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
    Variable user = piece.variable().userVariable();
    out.append(user == null ? piece.variable().name() : user.name());
  }

  @Override
  public void typeTest(Code.TypeTest piece) {
    visit(piece.operand());
    out.append(" instanceof ");
    visit(piece.pattern());
  }

  @Override
  public void hole(Code.Hole piece) {
    out.append("…");
  }

  @Override
  public void leave(Code.Leave piece) {
    out.append("…");
  }

  @Override
  public void exit(Code.Exit piece) {
    out.append("…");
  }

  @Override
  public void mark(Code.Mark piece) {
    out.append("…");
  }

  @Override
  public void directForm(Code.DirectForm piece) {
    out.append(piece.method().getSimpleName()).append('(');
  }

  @Override
  public void callContext(Code.CallContext piece) {
    // It is generated.
  }

  @Override
  public void linkedCall(Code.LinkedCall piece) {
    out.append(piece.method().getSimpleName()).append('(');
  }

  @Override
  public void ramp(Code.Ramp piece) {
    out.append("λ(");
  }

  @Override
  public void directResult(Code.DirectResult piece) {
    out.append("result");
  }
}
