package parley.api.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import parley.api.CourseShelf;
import parley.api.config.Settings;
import parley.api.models.CatalogueModel;
import parley.api.models.ModelCatalogue;
import parley.api.models.ModelRemedy;
import parley.api.models.ModelTrial;
import parley.tutor.models.routing.Route;

/**
 * What the doctor finds about language models: whether each has its key, whether the routes' courses exist, and, when it
 * is told to go online, whether each answers.
 */
final class ModelExamination {
    private final Settings settings;
    private final boolean online;

    ModelExamination(Settings settings, boolean online) {
        this.settings = settings;
        this.online = online;
    }

    List<Finding> findings() {
        ModelCatalogue catalogue = ModelCatalogue.of(settings);
        if (catalogue.isEmpty()) {
            return List.of(Finding.note(
                    "language model",
                    "none: the tutor speaks from its course alone",
                    "set PARLEY_MODEL_BASE_URL, PARLEY_MODEL and, where one is needed, PARLEY_MODEL_KEY; or fill"
                            + " models.catalogue in parley.yaml"));
        }
        var findings = new ArrayList<Finding>();
        for (CatalogueModel model : catalogue.models()) {
            findings.add(finding(model));
        }
        courses(catalogue, findings);
        return findings;
    }

    private Finding finding(CatalogueModel model) {
        String what = "model " + model.name();
        if (model.key() == CatalogueModel.Key.MISSING) {
            return Finding.missing(what, model.place() + ", key missing", ModelRemedy.key(model));
        }
        String found = model.place() + (model.key() == CatalogueModel.Key.SET ? ", key set" : ", without a key");
        if (!online) {
            return Finding.there(what, found + "; not asked (--online asks it)");
        }
        try {
            return switch (new ModelTrial(System::nanoTime).ask(model, ModelTrial.question(), words -> {})) {
                case ModelTrial.Outcome.Answered answered ->
                    Finding.there(what, found + "; first words after " + milliseconds(answered.firstToken()));
                case ModelTrial.Outcome.Refused(String reason, String remedy) ->
                    Finding.failed(what, found + ": " + reason + "; the tutor does without it meanwhile", remedy);
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Finding.note(what, found + "; interrupted while it was asked", "");
        }
    }

    /** Courses are files of the data folder, so settings can be read without them; a misspelt one is found here. */
    private void courses(ModelCatalogue catalogue, List<Finding> findings) {
        List<Route> routes = catalogue.routing().routes();
        if (routes.stream().allMatch(route -> route.courses().isEmpty())) {
            return;
        }
        var known = CourseShelf.read(settings.data().courses()).courses().keySet();
        for (int i = 0; i < routes.size(); i++) {
            for (String course : routes.get(i).courses().stream().sorted().toList()) {
                if (!known.contains(course)) {
                    findings.add(Finding.note(
                            "route " + (i + 1),
                            "is for the course " + course + ", which does not exist",
                            "correct models.routes[" + i + "].courses; expected one of: " + String.join(", ", known)));
                }
            }
        }
    }

    private static String milliseconds(Duration time) {
        return time.toMillis() + " ms";
    }
}
