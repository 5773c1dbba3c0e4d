package dev.suspendable.processor.emit;

import dev.suspendable.processor.analyze.FrameLayout;
import dev.suspendable.processor.lower.Op;
import dev.suspendable.processor.lower.Terminator;
import dev.suspendable.processor.model.Choice;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Variable;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Writes the operations of the blocks, which both forms of a body share. */
final class StatementWriter implements Op.Visitor {
  private final FrameLayout layout;
  private final Naming naming;
  private final Form form;
  private final CodeWriter writer;
  private final Lines lines;

  StatementWriter(FrameContext frame, Form form, CodeWriter writer, Lines lines) {
    this.layout = frame.layout();
    this.naming = frame.naming();
    this.form = form;
    this.writer = writer;
    this.lines = lines;
  }

  @Override
  public void run(Op.Run op) {
    lines.line("$L", code(op.statement()));
  }

  @Override
  public void verbatim(Op.Verbatim op) {
    lines.line("$L", code(new VerbatimExits(op, form).written()));
  }

  @Override
  public void comment(Op.Comment op) {
    lines.line("$L", writer.write(op.text(), Map.of()));
  }

  @Override
  public void assign(Op.Assign op) {
    assign(op.variable(), op.value());
  }

  @Override
  public void choose(Op.Choose op) {
    lines.line("$L = $L;", naming.of(op.selector().variable()), op.way());
  }

  private void assign(Variable variable, Code value) {
    Text written = code(value);
    lines.line("$L = $L;", naming.of(variable), written);
  }

  @Override
  public void declare(Op.Declare declare) {
    Variable variable = declare.variable();
    Code verbatim = declare.verbatim();
    boolean inPlace = layout.isInPlace(variable);
    if (inPlace && verbatim != null && naming.isKept(variable)) {
      lines.line("$L", code(verbatim));
      return;
    }
    Code value = declare.value();
    if (inPlace) {
      if (value == null) {
        lines.line("$L $L;", naming.types.inDeclaration(variable.type()), naming.of(variable));
      } else {
        Text written = code(value);
        lines.line(
            "$L $L = $L;",
            naming.types.inDeclaration(variable.type()),
            naming.of(variable),
            written);
      }
    } else if (value != null) {
      assign(variable, value);
    }
  }

  /** Writes the copies that lambdas in the code see; returns the code. */
  Text code(Code code) {
    Map<Variable, String> copies = new HashMap<>();
    Set<Variable> captured = writer.captured(code);
    Code written = code;
    for (Variable variable : CodeWriter.assigned(code)) {
      if (captured.remove(variable)) {
        written = withCopy(variable, written);
      }
    }
    copy(captured, copies);
    for (Variable binding : CodeWriter.bound(code)) {
      copies.put(binding, naming.copyOf(binding, binding.name()));
    }
    return writer.write(written, copies);
  }

  /**
   * For a variable that is assigned in the code itself, lambdas see a copy that is assigned there
   * as well: {@code x = x$ = 1}.
   */
  private Code withCopy(Variable variable, Code code) {
    Variable copy =
        new Variable(naming.of(variable) + "$", variable.type(), Variable.Kind.TEMPORARY);
    naming.isCopy(naming.of(copy), variable);
    lines.line("final $L $L;", naming.types.inDeclaration(copy.type()), naming.of(copy));
    return code.map(
        piece -> {
          if (!(piece instanceof Code.VariableRef ref) || !ref.variable().equals(variable)) {
            return Code.of(piece);
          }
          return ref.captured()
              ? Code.of(new Code.VariableRef(copy, ref.access(), false))
              : ref.access() == Code.Access.WRITE
                  ? Code.of(ref, " = ", new Code.VariableRef(copy, Code.Access.WRITE, false))
                  : Code.of(ref);
        });
  }

  /** Writes copies of the variables, and adds their names to {@code copies}. */
  private void copy(Collection<Variable> variables, Map<Variable, String> copies) {
    for (Variable variable : variables) {
      if (!copies.containsKey(variable)) {
        String copy = naming.copyOf(variable, naming.of(variable) + "$");
        copies.put(variable, copy);
        lines.line("final $L;", naming.types.captured(variable.type(), copy, naming.of(variable)));
      }
    }
  }

  /** Writes the copies that the guards of a switch see; returns their names. */
  Map<Variable, String> copiesForGuards(Terminator.Select select) {
    Map<Variable, String> copies = new HashMap<>();
    for (Terminator.Arm arm : select.arms()) {
      if (arm.choice().guard() != null) {
        Set<Variable> captured = writer.captured(arm.choice().guard());
        arm.choice().bindings().forEach(captured::remove);
        copy(captured, copies);
      }
    }
    return copies;
  }

  /**
   * {@code case Circle c1 when c1.radius() > 0}.
   *
   * @param bound receives the names of the pattern's variables
   * @param copies the result of {@link #copiesForGuards}
   */
  Text label(Terminator.Arm arm, Map<Variable, String> bound, Map<Variable, String> copies) {
    Choice choice = arm.choice();
    if (choice.labels().isEmpty() && !choice.acceptsNull()) {
      return Text.of("default");
    }
    for (Variable binding : choice.bindings()) {
      bound.put(binding, naming.copyOf(binding, binding.name()));
    }
    Text.Builder label = Text.builder().add(choice.acceptsNull() ? "case null" : "case ");
    for (int i = 0; i < choice.labels().size(); i++) {
      Code code = choice.labels().get(i);
      // A debugger must not stop at a constant.
      Code shown = bound.isEmpty() ? code.map(StatementWriter::withoutLine) : code;
      label.add(i == 0 ? "$L" : ", $L", writer.writeBound(shown, bound, copies));
    }
    if (choice.isDefault()) {
      label.add(", default");
    }
    if (choice.guard() != null) {
      label.add(" when $L", writer.writeBound(choice.guard(), bound, copies));
    }
    return label.build();
  }

  private static Code withoutLine(Code.Piece piece) {
    return piece instanceof Code.Line ? Code.EMPTY : Code.of(piece);
  }

  /** Assigns the pattern's variables. */
  void bind(Map<Variable, String> bound) {
    bound.forEach((binding, name) -> lines.line("$L = $L;", naming.of(binding), name));
  }

  /**
   * Writes a switch whose arms return numbers.
   *
   * @param numbers the numbers of the arms, in order, and then that of {@code otherwise}
   */
  void numbering(Terminator.Select select, String variable, int[] numbers) {
    Map<Variable, String> copies = copiesForGuards(select);
    Text selector = code(select.selector());
    lines.open("$L = switch ($L) {", variable, selector);
    for (int i = 0; i < select.arms().size(); i++) {
      Map<Variable, String> bound = new LinkedHashMap<>();
      Text label = label(select.arms().get(i), bound, copies);
      if (bound.isEmpty()) {
        lines.line("$L -> $L;", label, numbers[i]);
      } else {
        lines.open("$L -> {", label);
        bind(bound);
        lines.line("yield $L;", numbers[i]);
        lines.close("}");
      }
    }
    if (select.otherwise() != null) {
      lines.line("default -> $L;", numbers[select.arms().size()]);
    }
    lines.close("};");
  }
}
