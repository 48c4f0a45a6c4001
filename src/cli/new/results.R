#' ---
#' title: Figures of a run
#' format: html
#' ---
#'
#' Draws the figures of the report from exported tables, with base R. First export the tables, with one line per run:
#'
#'     soleus export RUN --format csv
#'
#' Then `Rscript results.R` writes the figures to `Rplots.pdf`, and `quarto render results.R` (not tested) writes a page.
#' `dictionary.csv` describes every column.
#'
#' Results describe simulated people under stated assumptions; they are not medical advice, not a prediction for any person, and not
#' evidence that a measure prevents thrombosis.

# Exported folders of runs or sweeps; several are drawn beside each other. Empty: the newest one below ./runs.
runs <- c()
# The main outcome: a column of the table outcomes.
outcome <- "edema_ml"

#' ## The tables
#'
#' `read_table` puts a table of all runs into one data frame. Its column `run` is the name of the run; a member of a sweep is a run whose
#' name contains its values.

read_csv <- function(path) read.csv(path, fileEncoding = "UTF-8-BOM", check.names = FALSE, na.strings = "")
# With the package arrow (not tested), run folders can be read without exporting them: in `read_table`, replace ".csv" by ".parquet", and
# read_csv <- function(path) as.data.frame(arrow::read_parquet(path))

if (length(runs) == 0) {
  exported <- Sys.glob("runs/*/*/datapackage.json")
  exported <- exported[file.exists(file.path(dirname(exported), "contrasts.csv"))]
  if (length(exported) == 0) stop("no exported run below ./runs: call `soleus export RUN --format csv`, or set `runs`")
  runs <- dirname(exported[which.max(file.mtime(exported))])
}
short <- if (anyDuplicated(basename(runs))) runs else basename(runs)
# Room for labels left of a figure, in lines, and their size.
room <- function(labels) min(18, 1.5 + 0.5 * max(nchar(labels)))
size <- function(labels) min(1, 16.5 / (0.5 * max(nchar(labels))))

read_table <- function(table) {
  frames <- list()
  for (at in seq_along(runs)) {
    path <- file.path(runs[at], paste0(table, ".csv"))
    if (!file.exists(path)) {
      message(runs[at], " has no table ", table)
      next
    }
    frame <- read_csv(path)
    frame$run <- if (nrow(frame) == 0) character(0) else short[at]
    # The columns between `member` and `run_id` are the axes of a sweep.
    if ("member" %in% names(frame)) {
      axes <- frame[seq(match("member", names(frame)) + 1, length.out = match("run_id", names(frame)) - 2)]
      words <- mapply(function(axis, values) paste(sub(".*[.]", "", axis), "=", values), names(axes), axes)
      words <- paste0(frame$member, ": ", apply(matrix(words, nrow(frame)), 1, paste, collapse = ", "))
      frame$run <- if (length(runs) == 1) words else paste(frame$run, words)
    }
    frames[[length(frames) + 1]] <- frame
  }
  everywhere <- Reduce(intersect, lapply(frames, names))
  do.call(rbind, lapply(frames, function(frame) frame[everywhere]))
}

summary_table <- read_table("summary")
contrasts <- read_table("contrasts")
arms <- read_table("arms")

label_of <- function(run, arm) {
  found <- match(paste(run, arm), paste(arms$run, arms$arm))
  ifelse(is.na(found), arm, arms$label[found])
}

#' ## Arms against the reference
#'
#' Differences are paired by person: all arms of a run have the same people. `pick` chooses one row per run, arm and group. It leaves out
#' effects that trials have published, and of the two intervals of a risk of clots it takes the one over uncertain constants.

pick <- function(rows, measure, statistics) {
  rows <- rows[rows$measure == measure & rows$statistic %in% statistics & !is.na(rows$estimate), ]
  rows <- rows[!is.na(rows$ci_kind) & rows$ci_kind != "published", ]
  over_constants <- rows$ci_kind == "parameter"
  rows[over_constants == (rows$run %in% rows$run[over_constants]), ]
}

differences <- function(measure) pick(contrasts, measure, c("mean_difference", "risk_difference"))
everyone <- function(rows) rows[rows$stratum_by == "all", ]

forest <- function(rows, labels, title) {
  at <- rev(seq_len(nrow(rows)))
  ends <- range(0, rows$estimate, rows$conf_low, rows$conf_high, na.rm = TRUE)
  par(mar = c(4, room(labels), 3, 1))
  # The unit of shares and risks is 1.
  unit <- if (rows$unit[1] == "1") "" else paste(",", rows$unit[1])
  plot(rows$estimate, at, xlim = ends, ylim = c(0.5, nrow(rows) + 0.5), pch = 19, yaxt = "n", ylab = "",
       xlab = paste0("difference", unit), main = title)
  segments(rows$conf_low, at, rows$conf_high, at)
  abline(v = 0, lty = "dashed")
  axis(2, at, labels, las = 1, cex.axis = size(labels))
}

flags <- unique(contrasts$measure[contrasts$statistic == "risk_difference"])
for (measure in c(outcome, flags, "stasis_dose", "vte_symptomatic_excess_risk")) {
  rows <- everyone(differences(measure))
  if (nrow(rows) == 0) {
    message("nothing to draw: no run compares arms by ", measure)
    next
  }
  labels <- label_of(rows$run, rows$arm)
  if (length(unique(rows$run)) > 1) labels <- paste0(labels, " (", rows$run, ")")
  forest(rows, labels, paste0(measure, ", everyone"))
}

#' ## By group

grouped <- differences(outcome)
grouped <- grouped[grouped$stratum_by != "all", ]
if (nrow(grouped) == 0) message("nothing to draw: no run has groups (`strata` in [analysis] of the scenario)")
for (run in unique(grouped$run)) {
  rows <- grouped[grouped$run == run, ]
  forest(rows, paste(label_of(run, rows$arm), rows$stratum_by, rows$stratum), paste0(outcome, ", ", run))
}

#' ## The course over time
#'
#' `time_min` is one axis of time through all phases. It is empty after a phase whose length differs between people; there, `stitched`
#' continues as the report does: a phase ends where half of its people have left. The time courses of a sweep are in its members:
#' export those.

stitched <- function(course) {
  parts <- list()
  end <- 0
  for (phase in unique(course$phase)) {
    part <- course[course$phase == phase, ]
    last <- max(part$time_in_phase_min[2 * part$n >= max(part$n)])
    common <- (part$time_min - part$time_in_phase_min)[1]
    begin <- if (is.na(common)) end else common
    part <- part[part$time_in_phase_min <= last, ]
    part$hours <- (begin + part$time_in_phase_min) / 60
    parts[[phase]] <- part
    end <- begin + last
  }
  do.call(rbind, parts)
}

course <- read_table("timeseries")
if (!is.null(course)) {
  # The time course has fewer quantities than the table outcomes.
  quantity <- if (outcome %in% course$measure) outcome else "edema_ml"
  course <- everyone(course[course$measure == quantity, ])
  par(mar = c(4, 4, 3, 1))
  for (run in unique(course$run)) {
    part <- stitched(course[course$run == run, ])
    for (arm in unique(part$arm)) {
      one <- part[part$arm == arm, ]
      plot(one$hours, one$p50, type = "n", xlab = "hours", ylab = quantity, ylim = range(part$p05, part$p95),
           main = paste0(label_of(run, arm), ": median, 5 % to 95 %\n", run))
      for (phase in unique(one$phase)) {
        here <- one[one$phase == phase, ]
        polygon(c(here$hours, rev(here$hours)), c(here$p05, rev(here$p95)), col = "lightblue", border = NA)
        lines(here$hours, here$p50, lwd = 2)
        abline(v = here$hours[1], col = "gray")
      }
    }
  }
}

#' ## The distribution in each arm
#'
#' Boxes from the lowest to the highest quantile of `summary`. The shares of people above each value need the rows of people:
#' `soleus export RUN --format csv --tables outcomes`.

rows <- everyone(summary_table[summary_table$measure == outcome, ])
rows <- rows[grepl("^q[0-9_]+$", rows$statistic), ]
share <- as.numeric(sub("_", ".", sub("^q", "", rows$statistic)))
for (run in unique(rows$run)) {
  here <- rows$run == run
  of_run <- rev(unique(rows$arm[here]))
  boxes <- sapply(of_run, function(arm) rows$estimate[here & rows$arm == arm][order(share[here & rows$arm == arm])])
  if (!is.matrix(boxes) || nrow(boxes) != 5) {
    message("nothing to draw: a box needs five quantiles in [analysis]")
    next
  }
  labels <- label_of(run, of_run)
  par(mar = c(4, room(labels), 3, 1))
  bxp(list(stats = boxes, n = rep(1, length(labels)), conf = NULL, out = numeric(0), group = numeric(0), names = labels),
      horizontal = TRUE, las = 1, cex.axis = size(labels), xlab = outcome,
      main = paste0("quantiles ", paste(sort(unique(share[here])), collapse = ", "), " %\n", run))
}
