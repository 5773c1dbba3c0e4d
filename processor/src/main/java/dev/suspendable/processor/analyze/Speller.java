package dev.suspendable.processor.analyze;

import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.PieceVisitor;

/** Spells code, with a sign for each piece that is not text. */
final class Speller implements PieceVisitor {
  /** Signs for the pieces of code that are not text. */
  static final char LOCAL_SIGN = '\ue000';

  static final char CAPTURED_SIGN = '\ue001';

  static final char TYPE_SIGN = '\ue002';

  static final char TEST_SIGN = '\ue003';

  static final char JUMP_SIGN = '\ue004';

  private final StringBuilder out = new StringBuilder();

  private void call(String name) {
    out.append(name).append(LOCAL_SIGN).append(',').append(LOCAL_SIGN).append(',');
  }

  @Override
  public void text(Code.Text piece) {
    out.append(piece.text());
  }

  @Override
  public void line(Code.Line piece) {
    // It has no code.
  }

  @Override
  public void initialise(Code.Initialise piece) {
    // One instruction.
  }

  @Override
  public void classRef(Code.ClassRef piece) {
    // The sign before or after it counts.
  }

  @Override
  public void typeRef(Code.TypeRef piece) {
    out.append(TYPE_SIGN);
  }

  @Override
  public void cast(Code.Cast piece) {
    out.append('(').append(TYPE_SIGN).append(')');
  }

  @Override
  public void show(Code.Show piece) {
    out.append("show(");
  }

  @Override
  public void castEnd(Code.CastEnd piece) {
    // The start counts.
  }

  @Override
  public void self(Code.Self piece) {
    out.append(LOCAL_SIGN);
  }

  @Override
  public void generated(Code.Generated piece) {
    out.append(LOCAL_SIGN);
  }

  @Override
  public void name(Code.Name piece) {
    out.append(piece.text());
  }

  @Override
  public void runtimeClass(Code.RuntimeClass piece) {
    // The sign after it counts.
  }

  @Override
  public void localName(Code.LocalName piece) {
    out.append(piece.name());
  }

  @Override
  public void variable(Code.VariableRef piece) {
    out.append(piece.captured() ? CAPTURED_SIGN : LOCAL_SIGN);
  }

  @Override
  public void typeTest(Code.TypeTest piece) {
    visit(piece.operand());
    out.append(" instanceof ");
    visit(piece.pattern());
    out.append(String.valueOf(TEST_SIGN).repeat(piece.bindings().size()));
  }

  @Override
  public void hole(Code.Hole piece) {
    // It is filled by then.
  }

  @Override
  public void leave(Code.Leave piece) {
    out.append(JUMP_SIGN);
  }

  @Override
  public void exit(Code.Exit piece) {
    if (!piece.value().isEmpty()) {
      out.append(LOCAL_SIGN).append('=');
      visit(piece.value());
    }
    out.append(JUMP_SIGN);
  }

  @Override
  public void mark(Code.Mark piece) {
    // A label has no code.
  }

  @Override
  public void directForm(Code.DirectForm piece) {
    call("direct(");
  }

  @Override
  public void callContext(Code.CallContext piece) {
    // The call counts it.
  }

  @Override
  public void linkedCall(Code.LinkedCall piece) {
    call("direct(");
  }

  @Override
  public void ramp(Code.Ramp piece) {
    out.append("ramp(");
  }

  @Override
  public void directResult(Code.DirectResult piece) {
    out.append("result(").append(LOCAL_SIGN).append(')');
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
