package dev.suspendable.test.junit;

import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;
import org.junit.platform.engine.support.discovery.EngineDiscoveryRequestResolver;

/** Runs the methods annotated {@link dev.suspendable.test.SuspendableTest}. */
public final class SuspendableTestEngine implements TestEngine {
  private static final EngineDiscoveryRequestResolver<TestDescriptor> RESOLVER =
      EngineDiscoveryRequestResolver.<TestDescriptor>builder()
          .addClassContainerSelectorResolver(TestMethods::areIn)
          .addSelectorResolver(new Selection())
          .build();

  /** For the service loader. */
  public SuspendableTestEngine() {}

  @Override
  public String getId() {
    return "suspendable";
  }

  @Override
  public TestDescriptor discover(EngineDiscoveryRequest request, UniqueId id) {
    EngineDescriptor root = new EngineDescriptor(id, "Suspendable");
    RESOLVER.resolve(request, root);
    return root;
  }

  @Override
  public void execute(ExecutionRequest request) {
    run(request.getRootTestDescriptor(), request.getEngineExecutionListener());
  }

  private static void run(TestDescriptor test, EngineExecutionListener listener) {
    String disabled = TestMethods.whyDisabled(test);
    if (disabled != null) {
      listener.executionSkipped(test, disabled);
      return;
    }
    listener.executionStarted(test);
    TestExecutionResult result = TestExecutionResult.successful();
    if (test instanceof MethodNode method) {
      try {
        listener.reportingEntryPublished(test, method.run());
      } catch (Throwable t) {
        result = TestExecutionResult.failed(t);
      }
    }
    for (TestDescriptor child : test.getChildren()) {
      run(child, listener);
    }
    listener.executionFinished(test, result);
  }
}
