package dev.suspendable.processor.emit;

import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.suspendable.processor.model.Abi;
import dev.suspendable.processor.model.JvmTypes;
import dev.suspendable.processor.model.Promise;
import dev.suspendable.processor.model.Promise.Constructor;
import dev.suspendable.processor.model.SuspendableMethod;
import dev.suspendable.processor.model.Variable;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** The members of a frame class that create a frame, start it, and use it again. */
final class RampMethods {
  private final SuspendableMethod method;
  private final Promise promise;
  private final Naming naming;
  private final Markers markers;
  private final FrameShape shape;
  private final boolean hasDirectForm;
  private final String pool;

  RampMethods(FrameContext frame, FrameShape shape, boolean hasDirectForm, String pool) {
    this.method = frame.method();
    this.promise = method.coroutineType().promise();
    this.naming = frame.naming();
    this.markers = frame.markers();
    this.shape = shape;
    this.hasDirectForm = hasDirectForm;
    this.pool = pool;
  }

  /** Adds the pool of frames, if the promise has one. */
  void pool(TypeSpec.Builder type) {
    if (promise.isPooled()) {
      type.addField(
          FieldSpec.builder(
                  ParameterizedTypeName.get(AbiTypes.FRAME_POOL, shape.raw()),
                  pool,
                  Modifier.PRIVATE,
                  Modifier.STATIC,
                  Modifier.FINAL)
              .initializer(
                  "$L$T.framePool($T.class)",
                  markers.head(),
                  naming.types.name(promise.element()),
                  shape.raw())
              .build());
    }
  }

  void constructor(TypeSpec.Builder type) {
    if (promise.isPooled() || storesParameters()) {
      type.addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
      return;
    }
    MethodSpec.Builder constructor = MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE);
    shape.arguments().forEach(p -> constructor.addParameter(p.type(), p.name()));
    Constructor takes = promise.constructor();
    if (takes != Constructor.NOTHING) {
      constructor.addStatement(
          "super($L)", arguments(takes == Constructor.ARGUMENTS ? firstArgument() : 0));
    }
    shape.arguments().forEach(p -> constructor.addStatement("this.$L = $L", p.name(), p.name()));
    type.addMethod(constructor.build());
  }

  /**
   * Whether the ramp sets the fields. The direct form creates frames too, and the frame itself
   * would be one more argument of a constructor.
   */
  private boolean storesParameters() {
    return hasDirectForm
        || (promise.constructor() == Constructor.NOTHING
            && (naming.hasSelf ? 2 : 1)
                    + JvmTypes.slots(method.parameters().stream().map(Variable::type))
                > JvmTypes.MOST_SLOTS);
  }

  /** The index of the first argument of the user's, after the receiver and the captures. */
  private int firstArgument() {
    return (naming.hasSelf ? 1 : 0) + method.declaration().captures();
  }

  private String arguments(int from) {
    List<String> names = new ArrayList<>();
    shape.arguments().subList(from, shape.arguments().size()).forEach(p -> names.add(p.name()));
    return String.join(", ", names);
  }

  MethodSpec ramp() {
    TypeName result = naming.types.name(method.coroutineType().type());
    String frame = naming.frame();
    MethodSpec.Builder ramp =
        MethodSpec.methodBuilder(FrameEmitter.RAMP)
            .addJavadoc("What a call of the coroutine does.\n")
            .addModifiers(Modifier.STATIC)
            .addTypeVariables(shape.typeVariables())
            .returns(result);
    shape.arguments().forEach(p -> ramp.addParameter(p.type(), p.name()));
    if (promise.isImmediate()) {
      if (promise.isPooled()) {
        acquire(ramp, frame, () -> {});
      } else {
        create(ramp, frame);
      }
      return ramp.addStatement("$L.$L()", frame, Abi.RUN_TO_END)
          .addStatement("return $L.getReturnObject()", frame)
          .build();
    }
    String coroutine = naming.fresh("coroutine");
    if (promise.isPooled()) {
      ramp.addStatement("$T $L", result, coroutine);
      acquire(ramp, frame, () -> ramp.addStatement("$L = $L.getReturnObject()", coroutine, frame));
    } else {
      create(ramp, frame);
      ramp.addStatement("$T $L = $L.getReturnObject()", result, coroutine, frame);
    }
    return ramp.addStatement("$L.$L()", frame, Abi.START)
        .addStatement("return $L", coroutine)
        .build();
  }

  private void create(MethodSpec.Builder ramp, String frame) {
    if (storesParameters()) {
      ramp.addStatement("$T $L = new $T()", shape.type(), frame, shape.type());
      shape.arguments().forEach(p -> ramp.addStatement("$L.$L = $L", frame, p.name(), p.name()));
    } else {
      ramp.addStatement("$T $L = new $T($L)", shape.type(), frame, shape.type(), arguments(0));
    }
  }

  /** Takes a frame from the pool, and gives it back if it cannot be made ready to start. */
  private void acquire(MethodSpec.Builder ramp, String frame, Runnable last) {
    String failure = naming.fresh("failure");
    ramp.addStatement("$T $L = ($T) $L.$L()", shape.type(), frame, shape.type(), pool, Abi.ACQUIRE);
    ramp.beginControlFlow("try");
    ramp.beginControlFlow("if ($L == null)", frame);
    ramp.addStatement("$L = new $T()", frame, shape.type());
    ramp.endControlFlow();
    shape.arguments().forEach(p -> ramp.addStatement("$L.$L = $L", frame, p.name(), p.name()));
    last.run();
    ramp.nextControlFlow("catch ($T $L)", Throwable.class, failure);
    ramp.addStatement("$L.$L($L)", pool, Abi.DROP, frame);
    ramp.addStatement("throw $L", failure);
    ramp.endControlFlow();
  }

  /** Adds the methods that return a frame to its pool. */
  void pooling(TypeSpec.Builder type) {
    if (promise.isPooled()) {
      type.addMethod(recycle());
      type.addMethod(unreturned());
    }
  }

  private MethodSpec recycle() {
    return MethodSpec.methodBuilder("recycle")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PROTECTED)
        .addStatement("super.recycle()")
        .addStatement("$L.$L(this)", pool, Abi.RELEASE)
        .build();
  }

  private MethodSpec unreturned() {
    return MethodSpec.methodBuilder("unreturned")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PROTECTED)
        .addStatement("handle().destroy()")
        .build();
  }
}
