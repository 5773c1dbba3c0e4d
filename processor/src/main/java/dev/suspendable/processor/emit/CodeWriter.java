package dev.suspendable.processor.emit;

import dev.suspendable.processor.analyze.FrameLayout;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Code.Role;
import dev.suspendable.processor.model.PieceVisitor;
import dev.suspendable.processor.model.Variable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import javax.lang.model.type.TypeKind;

/** Writes verbatim code with the frame's names. */
final class CodeWriter {
  private final Naming naming;
  private final FrameLayout layout;
  private final Markers markers;
  private final FrameNames frames;
  private final Form form;

  CodeWriter(FrameContext frame, Form form) {
    this.naming = frame.naming();
    this.layout = frame.layout();
    this.markers = frame.markers();
    this.frames = frame.frames();
    this.form = form;
  }

  /**
   * The locals that lambdas, class bodies and guards in the code capture. Such a local must be
   * effectively final, but a local restored from the frame is not. So they see a copy. A variable
   * that the code itself binds has no value before the code runs; for it they see the pattern's
   * variable.
   */
  Set<Variable> captured(Code code) {
    Set<Variable> result = new LinkedHashSet<>();
    code.forEach(
        piece -> {
          if (piece instanceof Code.VariableRef ref
              && ref.captured()
              && !ref.variable().isFinal()
              && !layout.isInPlace(ref.variable())) {
            result.add(ref.variable());
          }
        });
    result.removeAll(bound(code));
    return result;
  }

  /** The variables that the code assigns with the simple assignment operator. */
  static Set<Variable> assigned(Code code) {
    Set<Variable> result = new LinkedHashSet<>();
    code.forEach(
        piece -> {
          if (piece instanceof Code.VariableRef ref && ref.access() == Code.Access.WRITE) {
            result.add(ref.variable());
          }
        });
    return result;
  }

  /** The variables that type tests in the code bind. */
  static Set<Variable> bound(Code code) {
    Set<Variable> result = new LinkedHashSet<>();
    code.forEach(
        piece -> {
          if (piece instanceof Code.TypeTest test) {
            result.addAll(test.bindings());
          }
        });
    return result;
  }

  /**
   * Converts the code to text for JavaPoet.
   *
   * @param copies the names that lambdas see: of copies, and of the variables of {@link #bound}
   *     tests
   */
  Text write(Code code, Map<Variable, String> copies) {
    Text.Builder out = Text.builder();
    new Pieces(copies, out).visit(code);
    return out.build();
  }

  /**
   * Converts a label or guard, in which a pattern's variables have different names.
   *
   * @param bound these names
   * @param copies names of copies, because a guard cannot use a variable that is assigned
   */
  Text writeBound(Code code, Map<Variable, String> bound, Map<Variable, String> copies) {
    Text.Builder out = Text.builder();
    Pieces others = new Pieces(copies, out);
    for (Code.Piece piece : code.pieces()) {
      if (piece instanceof Code.VariableRef ref && bound.containsKey(ref.variable())) {
        out.add("$L", bound.get(ref.variable()));
      } else if (piece instanceof Code.TypeTest test
          && bound.keySet().containsAll(test.bindings())) {
        out.add(
            "$L instanceof $L",
            writeBound(test.operand(), bound, copies),
            writeBound(test.pattern(), bound, copies));
      } else {
        others.visit(piece);
      }
    }
    return out.build();
  }

  /** Writes {@code x instanceof T t} as {@code (x instanceof T t1 && (t = t1) == t1)}. */
  private void write(Code.TypeTest test, Map<Variable, String> copies, Text.Builder out) {
    Map<Variable, String> bound = new LinkedHashMap<>();
    for (Variable binding : test.bindings()) {
      String name = copies.get(binding);
      bound.put(binding, name == null ? naming.fresh(binding.name()) : name);
    }
    out.add(
        "($L instanceof $L",
        write(test.operand(), copies),
        writeBound(test.pattern(), bound, copies));
    bound.forEach(
        (binding, name) -> {
          // NaN is the only value that does not equal itself.
          boolean mayBeNaN =
              binding.type().getKind() == TypeKind.DOUBLE
                  || binding.type().getKind() == TypeKind.FLOAT;
          out.add(
              mayBeNaN ? " && ((($L = $L) == $L) | true)" : " && ($L = $L) == $L",
              naming.of(binding),
              name,
              name);
        });
    out.add(")");
  }

  /** Writes pieces. */
  private final class Pieces implements PieceVisitor {
    private final Map<Variable, String> copies;
    private final Text.Builder out;

    Pieces(Map<Variable, String> copies, Text.Builder out) {
      this.copies = copies;
      this.out = out;
    }

    @Override
    public void text(Code.Text piece) {
      out.add("$L", piece.text());
    }

    @Override
    public void line(Code.Line piece) {
      out.add("$L", piece.goesOn() ? markers.goingOn(piece.line()) : markers.line(piece.line()));
    }

    @Override
    public void initialise(Code.Initialise piece) {
      out.add("$L()", naming.initialiser(piece.type()));
    }

    @Override
    public void classRef(Code.ClassRef piece) {
      out.add("$T", naming.types.name(piece.type()));
    }

    @Override
    public void typeRef(Code.TypeRef piece) {
      out.add("$T", naming.types.name(piece.type()));
    }

    @Override
    public void cast(Code.Cast piece) {
      out.add("$L", naming.types.castStart(piece.type()));
    }

    @Override
    public void show(Code.Show piece) {
      out.add("$L", naming.types.show(piece.type()));
    }

    @Override
    public void castEnd(Code.CastEnd piece) {
      out.add("$L", naming.types.castEnd(piece.type()));
    }

    @Override
    public void self(Code.Self piece) {
      out.add("$L", naming.self);
    }

    @Override
    public void generated(Code.Generated piece) {
      out.add("$L", naming.of(piece.role()));
    }

    @Override
    public void name(Code.Name piece) {
      out.add("$L", markers.name(piece.symbol()) + piece.text());
    }

    @Override
    public void runtimeClass(Code.RuntimeClass piece) {
      out.add("$T", piece.type());
    }

    @Override
    public void localName(Code.LocalName piece) {
      out.add("$L", naming.local(piece.name()));
    }

    @Override
    public void variable(Code.VariableRef piece) {
      String copy = piece.captured() ? copies.get(piece.variable()) : null;
      out.add("$L", copy == null ? naming.of(piece.variable()) : copy);
    }

    @Override
    public void typeTest(Code.TypeTest piece) {
      write(piece, copies, out);
    }

    @Override
    public void hole(Code.Hole piece) {
      throw new IllegalArgumentException("not filled: " + piece);
    }

    @Override
    public void leave(Code.Leave piece) {
      throw new IllegalArgumentException("not lowered: " + piece);
    }

    @Override
    public void exit(Code.Exit piece) {
      throw new IllegalArgumentException("only statements have exits: " + piece);
    }

    @Override
    public void mark(Code.Mark piece) {
      out.add("$L", naming.of(piece.target()));
    }

    @Override
    public void directForm(Code.DirectForm piece) {
      out.add("$T.$L(", frames.of(piece.method()), form.callee());
    }

    @Override
    public void callContext(Code.CallContext piece) {
      out.add("$L", form.callContext());
    }

    @Override
    public void linkedCall(Code.LinkedCall piece) {
      out.add(
          "$L($L, $L",
          naming.link(piece.method(), LinkedCalls.result(naming.types.name(piece.result()))),
          naming.run,
          form.depth(LinkedCalls.stackUse(piece.method())));
    }

    @Override
    public void ramp(Code.Ramp piece) {
      out.add(
          "$T.$L$L(",
          frames.of(piece.lambda()),
          naming.types.arguments(piece.typeArguments()),
          FrameEmitter.RAMP);
    }

    @Override
    public void directResult(Code.DirectResult piece) {
      out.add("$T.result($L)", frames.of(piece.method()), naming.of(Role.AWAITER));
    }
  }
}
