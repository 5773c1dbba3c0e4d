package dev.suspendable.processor.emit;

import dev.suspendable.processor.analyze.FrameLayout;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Code.Role;
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
    for (Code.Piece piece : code.pieces()) {
      write(piece, copies, out);
    }
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
        write(piece, copies, out);
      }
    }
    return out.build();
  }

  private void write(Code.Piece piece, Map<Variable, String> copies, Text.Builder out) {
    if (piece instanceof Code.Text text) {
      out.add("$L", text.text());
    } else if (piece instanceof Code.Line line) {
      out.add("$L", line.goesOn() ? markers.goingOn(line.line()) : markers.line(line.line()));
    } else if (piece instanceof Code.ClassRef ref) {
      out.add("$T", naming.types.name(ref.type()));
    } else if (piece instanceof Code.Initialise initialise) {
      out.add("$L()", naming.initialiser(initialise.type()));
    } else if (piece instanceof Code.TypeRef ref) {
      out.add("$T", naming.types.name(ref.type()));
    } else if (piece instanceof Code.Cast cast) {
      out.add("$L", naming.types.castStart(cast.type()));
    } else if (piece instanceof Code.Show show) {
      out.add("$L", naming.types.show(show.type()));
    } else if (piece instanceof Code.CastEnd end) {
      out.add("$L", naming.types.castEnd(end.type()));
    } else if (piece instanceof Code.Self) {
      out.add("$L", naming.self);
    } else if (piece instanceof Code.Generated generated) {
      out.add("$L", naming.of(generated.role()));
    } else if (piece instanceof Code.Name name) {
      out.add("$L", markers.name(name.symbol()) + name.text());
    } else if (piece instanceof Code.VariableRef ref) {
      String name =
          ref.captured() && copies.containsKey(ref.variable())
              ? copies.get(ref.variable())
              : naming.of(ref.variable());
      out.add("$L", name);
    } else if (piece instanceof Code.LocalName local) {
      out.add("$L", naming.local(local.name()));
    } else if (piece instanceof Code.RuntimeClass runtime) {
      out.add("$T", runtime.type());
    } else if (piece instanceof Code.TypeTest test) {
      write(test, copies, out);
    } else if (piece instanceof Code.Mark mark) {
      out.add("$L", naming.of(mark.target()));
    } else if (piece instanceof Code.DirectResult result) {
      out.add("$T.result($L)", frames.of(result.method()), naming.of(Role.AWAITER));
    } else if (piece instanceof Code.Ramp ramp) {
      out.add(
          "$T.$L$L(",
          frames.of(ramp.lambda()),
          naming.types.arguments(ramp.typeArguments()),
          FrameEmitter.RAMP);
    } else if (piece instanceof Code.DirectForm direct) {
      out.add("$T.$L(", frames.of(direct.method()), form.callee());
    } else if (piece instanceof Code.CallContext) {
      out.add("$L", form.callContext());
    } else if (piece instanceof Code.LinkedCall call) {
      out.add(
          "$L($L, $L",
          naming.link(call.method(), LinkedCalls.result(naming.types.name(call.result()))),
          naming.run,
          form.depth(LinkedCalls.stackUse(call.method())));
    } else {
      throw new IllegalArgumentException("not lowered: " + piece);
    }
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
}
