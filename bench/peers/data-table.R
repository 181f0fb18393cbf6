# The cost indicators by R's data.table, from claims.csv and peers.csv in the folder named; what is asked, bench/peers.ts says.
suppressPackageStartupMessages(library(data.table))
argument <- commandArgs(trailingOnly = TRUE)
setDTthreads(as.integer(argument[2]))
year <- 2022L
adult_from <- 18L

# Prints rows, and gives nothing that R would print once more.
tell <- function(rows) fwrite(rows, col.names = FALSE, scipen = 20)

# Names as places in a sorted list: the least name is the least number.
lines <- fread(file.path(argument[1], "claims.csv"),
  colClasses = list(factor = c("client", "provider", "target_group", "region", "sex"),
                    integer = "birth_year", double = "granted_cents"))
regions <- sort(levels(lines$region), method = "radix")
sexes <- sort(levels(lines$sex), method = "radix")
set(lines, j = "region", value = match(levels(lines$region), regions)[as.integer(lines$region)])
set(lines, j = "sex", value = match(levels(lines$sex), sexes)[as.integer(lines$sex)])

client <- lines[, .(region = min(region), sex = min(sex), birth_year = min(birth_year),
                    cents = sum(granted_cents, na.rm = TRUE)),
                by = .(client, provider, target_group)][cents > 0]
rm(lines)
adult <- client[year - birth_year >= adult_from]
contracted <- fread(file.path(argument[1], "peers.csv"), colClasses = "character")$provider

cost <- adult[, .(clients = .N, cents = sum(cents)), by = .(provider, target_group)]
tell(cost[, .("cost", provider, target_group, clients, cents)])
mean_cost <- cost[provider %in% contracted, .(mean = sum(cents) / sum(clients)), by = target_group]
ratio <- cost[mean_cost, on = "target_group"][, .(ratio = sum(cents) / sum(clients * mean)), by = provider]
tell(ratio[, .("cost_ratio", provider, "", "", floor(ratio * 1e6 + 0.5))])

within <- adult[target_group != "prevention"]
quartile <- within[provider %in% contracted][order(cents)][
  , .(clients = .N, q1 = cents[ceiling(.N / 4)], q3 = cents[ceiling(3 * .N / 4)]), by = target_group]
tell(quartile[, .("quartile_1", target_group, "", clients, q1)])
tell(quartile[, .("quartile_3", target_group, "", clients, q3)])
quartile[, fence := floor(q3 * (q3 / q1)^3)]
within[quartile[clients >= 20], on = "target_group", fence := i.fence]
person <- within[, .(above = max(!is.na(fence) & cents > fence)), by = .(provider, client)]
outliers <- person[, .(clients = .N, outliers = sum(above)), by = provider]
tell(outliers[, .("outliers", provider, "", clients, outliers)])

in_care <- client[, .(sex = min(sex), birth_year = min(birth_year)), by = .(client, region)][
  , .(clients = .N), by = .(region, sex, age = year - birth_year)]
tell(in_care[, .("in_care", regions[region], paste(sexes[sex], age), clients, "")])
