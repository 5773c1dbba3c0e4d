package dev.suspendable.processor.model;

/** Has a method for each kind of piece of {@link Code}. */
public interface PieceVisitor {
  /** Calls the method for a piece. */
  default void visit(Code.Piece piece) {
    if (piece instanceof Code.Text it) {
      text(it);
    } else if (piece instanceof Code.Line it) {
      line(it);
    } else if (piece instanceof Code.Initialise it) {
      initialise(it);
    } else if (piece instanceof Code.ClassRef it) {
      classRef(it);
    } else if (piece instanceof Code.TypeRef it) {
      typeRef(it);
    } else if (piece instanceof Code.Cast it) {
      cast(it);
    } else if (piece instanceof Code.Show it) {
      show(it);
    } else if (piece instanceof Code.CastEnd it) {
      castEnd(it);
    } else if (piece instanceof Code.Self it) {
      self(it);
    } else if (piece instanceof Code.Generated it) {
      generated(it);
    } else if (piece instanceof Code.Name it) {
      name(it);
    } else if (piece instanceof Code.RuntimeClass it) {
      runtimeClass(it);
    } else if (piece instanceof Code.LocalName it) {
      localName(it);
    } else if (piece instanceof Code.VariableRef it) {
      variable(it);
    } else if (piece instanceof Code.TypeTest it) {
      typeTest(it);
    } else if (piece instanceof Code.Hole it) {
      hole(it);
    } else if (piece instanceof Code.Leave it) {
      leave(it);
    } else if (piece instanceof Code.Exit it) {
      exit(it);
    } else if (piece instanceof Code.Mark it) {
      mark(it);
    } else if (piece instanceof Code.DirectForm it) {
      directForm(it);
    } else if (piece instanceof Code.CallContext it) {
      callContext(it);
    } else if (piece instanceof Code.LinkedCall it) {
      linkedCall(it);
    } else if (piece instanceof Code.Ramp it) {
      ramp(it);
    } else if (piece instanceof Code.DirectResult it) {
      directResult(it);
    } else {
      throw new IllegalArgumentException("not a known piece of code: " + piece);
    }
  }

  /** Calls the method for each piece of the code, except those inside of pieces. */
  default void visit(Code code) {
    code.pieces().forEach(this::visit);
  }

  void text(Code.Text piece);

  void line(Code.Line piece);

  void initialise(Code.Initialise piece);

  void classRef(Code.ClassRef piece);

  void typeRef(Code.TypeRef piece);

  void cast(Code.Cast piece);

  void show(Code.Show piece);

  void castEnd(Code.CastEnd piece);

  void self(Code.Self piece);

  void generated(Code.Generated piece);

  void name(Code.Name piece);

  void runtimeClass(Code.RuntimeClass piece);

  void localName(Code.LocalName piece);

  void variable(Code.VariableRef piece);

  void typeTest(Code.TypeTest piece);

  void hole(Code.Hole piece);

  void leave(Code.Leave piece);

  void exit(Code.Exit piece);

  void mark(Code.Mark piece);

  void directForm(Code.DirectForm piece);

  void callContext(Code.CallContext piece);

  void linkedCall(Code.LinkedCall piece);

  void ramp(Code.Ramp piece);

  void directResult(Code.DirectResult piece);
}
