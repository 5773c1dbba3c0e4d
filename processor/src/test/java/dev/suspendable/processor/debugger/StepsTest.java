package dev.suspendable.processor.debugger;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.LocalVariable;
import com.sun.jdi.Location;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StackFrame;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.StepEvent;
import com.sun.jdi.request.StepRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a debugger shows where it has stopped, and where it goes from there. */
final class StepsTest {
  @TempDir Path folder;

  /** Stops at one line. */
  private abstract static class At implements Debuggee.Debugger {
    final int line;

    At(int line) {
      this.line = line;
    }

    @Override
    public List<Location> breakpoints(ReferenceType type) throws AbsentInformationException {
      return type.locationsOfLine(line);
    }
  }

  /** Of an await that suspends a step ends in whoever called or resumed the coroutine. */
  @Test
  void overAnAwait() throws Exception {
    Debuggee program = Debuggee.compile(folder);
    List<String> ends = new ArrayList<>();

    program.run(
        List.of(Debuggee.MAIN),
        new At(program.line("await")) {
          @Override
          public void hit(BreakpointEvent event) {
            ThreadReference thread = event.thread();
            StepRequest step =
                event
                    .virtualMachine()
                    .eventRequestManager()
                    .createStepRequest(thread, StepRequest.STEP_LINE, StepRequest.STEP_OVER);
            step.addCountFilter(1);
            step.enable();
          }

          @Override
          public void stepped(StepEvent event) {
            ends.add(event.location().declaringType().name() + ":" + event.location().lineNumber());
            event.virtualMachine().eventRequestManager().deleteEventRequest(event.request());
          }
        });

    String next = Debuggee.MAIN + ":" + program.line("after");
    assertThat(ends).hasSize(6);
    assertThat(ends.subList(0, 3)).containsOnly(next);
    // The frame's own method, which has no line, hands the suspension on to the runtime.
    assertThat(ends.subList(3, 6))
        .allMatch(
            end ->
                end.startsWith("dev.suspendable.coroutine.")
                    || (end.startsWith(Debuggee.MAIN + "$$loop$") && end.endsWith(":-1")));
  }

  @Test
  void variablesAndReceiver() throws Exception {
    Debuggee program = Debuggee.compile(folder);
    List<String> shown = new ArrayList<>();

    program.run(
        List.of(Debuggee.MAIN),
        new At(program.line("after")) {
          @Override
          public void hit(BreakpointEvent event) throws Exception {
            StackFrame frame = event.thread().frame(0);
            Map<String, String> values = new TreeMap<>();
            for (LocalVariable variable : frame.visibleVariables()) {
              // Not needed any more: whether they are still there depends on the form that runs.
              if (!List.of("prices", "price").contains(variable.name())) {
                values.put(variable.name(), String.valueOf(frame.getValue(variable)));
              }
            }
            ObjectReference receiver = frame.thisObject();
            ReferenceType type = receiver.referenceType();
            shown.add(values + " " + receiver.getValue(type.fieldByName("field")));
          }
        });

    List<String> expected =
        List.of("{before=0, sum=1} 7", "{before=1, sum=3} 7", "{before=3, sum=6} 7");
    assertThat(shown.subList(0, 3)).isEqualTo(expected);
    assertThat(shown).hasSize(6);
    assertThat(shown.subList(3, 6)).isEqualTo(expected);
  }
}
