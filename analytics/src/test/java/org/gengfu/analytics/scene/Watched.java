package org.gengfu.analytics.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** A street under an analyzer, and what it told. */
final class Watched {
  final Street street = new Street();
  final List<SceneEvent.Raised> raised = new ArrayList<>();
  final List<SceneEvent.Cleared> cleared = new ArrayList<>();
  SceneAnalyzer analyzer;
  SecondOpinion eyes = SecondOpinion.NONE;
  double step = 2;

  Watched(ZoneRule... zones) {
    analyzer = new SceneAnalyzer(Street.WIDTH, Street.HEIGHT, List.of(zones));
  }

  /** Shows the same things for some seconds. */
  Watched show(double seconds, Street.Thing... things) {
    return play(seconds, i -> things);
  }

  /** Shows what each picture has. */
  Watched play(double seconds, IntFunction<Street.Thing[]> scene) {
    double end = street.seconds + seconds - 1e-6;
    for (int i = 0; street.seconds < end; i++) {
      street.with(scene.apply(i));
      look(street.take(step));
    }
    return this;
  }

  void look(LumaPicture picture) {
    for (SceneEvent event : analyzer.analyze(picture, eyes)) {
      if (event instanceof SceneEvent.Raised each) {
        raised.add(each);
      } else if (event instanceof SceneEvent.Cleared each) {
        cleared.add(each);
      }
    }
  }

  /** Someone sets it down, beside a car, and is off. */
  Watched bringThing(Street.Thing thing) {
    show(2, Street.car(), Street.person(1, 270), thing);
    show(2, Street.car(), Street.person(2, 300), thing);
    return this;
  }

  /** Someone brings the bag, stays two pictures beside it and goes. */
  Watched bringBag() {
    show(2, Street.person(1, 60), Street.bag());
    show(2, Street.person(2, 100), Street.bag());
    return this;
  }
}
