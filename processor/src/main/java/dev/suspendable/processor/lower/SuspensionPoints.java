package dev.suspendable.processor.lower;

import dev.suspendable.processor.model.Abi;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Code.Role;
import dev.suspendable.processor.model.Expr;
import dev.suspendable.processor.model.Site;
import dev.suspendable.processor.model.Variable;
import java.util.List;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Ends blocks with suspensions and calls whose operands are lowered. */
final class SuspensionPoints {
  private final BlockBuilder builder;
  private final SavedLine line;

  SuspensionPoints(BlockBuilder builder, SavedLine line) {
    this.builder = builder;
    this.line = line;
  }

  void await(Code template, List<Residual> operands, TypeMirror type, Site site) {
    Code code = begun(site, Residual.fill(template, operands), line.here());
    Suspension.Resumption resumption = resumption(site);
    builder.end(new Suspension.Await(code, isNamed(type, "java.lang.Void"), resumption));
    resume(resumption);
  }

  void yielding(Expr.Yield expression, List<Residual> operands) {
    Site site = expression.site();
    Code.Line before = line.here();
    Code code = begun(site, Residual.fill(expression.awaiter(), operands), before);
    Code push =
        expression.push() == null
            ? null
            : begun(site, Residual.fill(expression.push(), operands), before);
    Suspension.Resumption resumption = resumption(site);
    builder.end(new Suspension.Yield(code, push, resumption));
    resume(resumption);
  }

  /** The result of an await for the code after it. */
  static Residual result(TypeMirror type, Site site) {
    Code result = awaitResume(site);
    return type.getKind() == TypeKind.VOID || isObject(type)
        ? Residual.of(result, /* isPrimary= */ true)
        // The line is also that of an unboxing of the cast's operand, as in javac.
        : Residual.of(
            Code.of(new Code.Line(site.line()), Code.cast(type, result)), /* isPrimary= */ false);
  }

  static Code awaitResume(Site site) {
    return Code.of(
        new Code.Line(site.line()),
        new Code.Generated(Role.AWAITER),
        "." + Abi.AWAIT_RESUME + "()");
  }

  /**
   * Calls another coroutine. Ready or resumed, its result is in {@code result} afterwards.
   *
   * @param result null if the result is not needed
   */
  void call(Expr.Call call, List<Residual> operands, @Nullable Variable result) {
    Code code = called(call, operands);
    Block ready = builder.block("");
    Suspension.Resumption resumption = resumption(call.site());
    builder.end(new Suspension.Call(code, result, ready, resumption));
    builder.start(resumption.block());
    builder.add(
        result == null
            ? new Op.Run(Code.of(awaitResume(call.site()), ";"))
            : new Op.Assign(result, outcome(call)));
    builder.goTo(ready);
    builder.start(ready);
  }

  /** Calls a coroutine that completes this one. */
  void tailCall(Expr.Call call, List<Residual> operands, @Nullable Variable result) {
    Code code = called(call, operands);
    Block ready = builder.block("");
    builder.end(new Terminator.TailCall(code, result, ready, call.site().line()));
    builder.start(ready);
  }

  private Code called(Expr.Call call, List<Residual> operands) {
    int at = call.site().line();
    Code filled = Code.of(new Code.Line(at), Residual.fill(call.call(), operands));
    Code code = begun(call.site(), filled, line.here());
    line.begin(at);
    return code;
  }

  /** The result of a call for a coroutine that resumes after it. */
  private static Code outcome(Expr.Call call) {
    if (call.result().getKind().isPrimitive() && !call.isLinked()) {
      return Code.of(new Code.Line(call.site().line()), new Code.DirectResult(call.callee()));
    }
    Code outcome = awaitResume(call.site());
    return isObject(call.type()) ? outcome : Code.cast(call.type(), outcome);
  }

  /** Code of which javac gives the operands the line before, and the call that of the site. */
  private static Code begun(Site site, Code code, Code.@Nullable Line before) {
    Code call =
        code.pieces().get(0) instanceof Code.Line
            ? code
            : Code.of(new Code.Line(site.line()), code);
    return before == null ? call : Code.of(before, call);
  }

  private Suspension.Resumption resumption(Site site) {
    Block resume = builder.block(site.source());
    resume.markResumePoint();
    return new Suspension.Resumption(resume, Region.cleanupOf(builder.region()), site);
  }

  private void resume(Suspension.Resumption resumption) {
    builder.start(resumption.block());
    line.begin(resumption.site().line());
  }

  private static boolean isObject(TypeMirror type) {
    return isNamed(type, "java.lang.Object");
  }

  private static boolean isNamed(TypeMirror type, String name) {
    return type instanceof DeclaredType declared
        && ((TypeElement) declared.asElement()).getQualifiedName().contentEquals(name);
  }
}
