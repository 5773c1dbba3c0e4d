package app;

import static dev.suspendable.Coroutines.await;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import lombok.Data;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.factory.Mappers;

public class Main {
  @Data
  public static class Car {
    private String make;
    private int seats;
  }

  @Data
  public static class CarDto {
    private String make;
    private int seatCount;
  }

  @Mapper
  public interface CarMapper {
    CarMapper INSTANCE = Mappers.getMapper(CarMapper.class);

    @Mapping(target = "seatCount", source = "seats")
    CarDto toDto(Car car);

    List<CarDto> toDtos(List<Car> cars);

    @Suspendable
    default Task<CarDto> load(String make) {
      Car car = new Car();
      car.setMake(await(CompletableFuture.supplyAsync(() -> make)));
      car.setSeats(await(CompletableFuture.supplyAsync(make::length)));
      return Task.of(toDto(car));
    }
  }

  @Suspendable
  static Task<List<CarDto>> all(String... makes) {
    List<Car> cars = new ArrayList<>();
    for (String make : makes) {
      Car car = new Car();
      car.setMake(await(CompletableFuture.supplyAsync(() -> make)));
      cars.add(car);
    }
    return Task.of(CarMapper.INSTANCE.toDtos(cars));
  }

  private static void check(Object actual, Object expected) {
    if (!actual.equals(expected)) {
      throw new AssertionError(actual + ", and not " + expected);
    }
  }

  public static void main(String[] args) throws Exception {
    check(
        Task.syncWait(CarMapper.INSTANCE.load("Trabant")).toString(),
        "Main.CarDto(make=Trabant, seatCount=7)");
    check(
        Task.syncWait(all("A", "B")).toString(),
        "[Main.CarDto(make=A, seatCount=0), Main.CarDto(make=B, seatCount=0)]");
  }
}
