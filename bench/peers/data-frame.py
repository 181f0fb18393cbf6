"""The cost indicators by pandas, from claims.csv and peers.csv in the folder named; what is asked, bench/peers.ts says."""

import sys

import numpy as np
import pandas as pd

folder = sys.argv[1]
year, adult_from = 2022, 18


def tell(figure, unit, part, clients, amount):
    rows = pd.DataFrame({"figure": figure, "unit": unit, "part": part, "clients": clients, "amount": amount})
    rows.to_csv(sys.stdout, header=False, index=False)


kinds = {
    "client": "category", "provider": "category", "target_group": "category", "region": "category", "sex": "category",
    "birth_year": "float32", "granted_cents": "float64",
}
lines = pd.read_csv(f"{folder}/claims.csv", dtype=kinds, low_memory=False)
words = {}
for column in ["client", "provider", "target_group", "region", "sex"]:
    # Names as places in a sorted list: the least name is the least number.
    ordered = lines[column].cat.reorder_categories(sorted(lines[column].cat.categories))
    words[column] = ordered.cat.categories.to_numpy()
    lines[column] = ordered.cat.codes

client = lines.groupby(["client", "provider", "target_group"], sort=False).agg(
    region=("region", "min"), sex=("sex", "min"), birth_year=("birth_year", "min"), cents=("granted_cents", "sum")
).reset_index()
del lines
client["cents"] = client["cents"].astype("int64")
client = client[client.cents > 0]
adult = client[year - client.birth_year >= adult_from]
contracted = pd.read_csv(f"{folder}/peers.csv", dtype=str).provider
peers = np.flatnonzero(np.isin(words["provider"], contracted))

cost = adult.groupby(["provider", "target_group"]).cents.agg(["size", "sum"]).reset_index()
tell("cost", words["provider"][cost.provider], words["target_group"][cost.target_group], cost["size"], cost["sum"])
of_peers = cost[cost.provider.isin(peers)].groupby("target_group")[["size", "sum"]].sum()
cost["expected"] = cost["size"] * cost.target_group.map(of_peers["sum"] / of_peers["size"])
ratio = cost.groupby("provider")[["sum", "expected"]].sum()
tell("cost_ratio", words["provider"][ratio.index], "", "", np.floor(ratio["sum"] / ratio.expected * 1e6 + 0.5).astype("int64"))

within = adult[words["target_group"][adult.target_group] != "prevention"]
fences = {}
for group, cents in within[within.provider.isin(peers)].groupby("target_group").cents:
    clients = len(cents)
    first, third = (int(np.partition(cents.to_numpy(), at)[at]) for at in ((clients + 3) // 4 - 1, (3 * clients + 3) // 4 - 1))
    tell(["quartile_1", "quartile_3"], words["target_group"][group], "", clients, [first, third])
    if clients >= 20:
        fences[group] = third**4 // first**3
above = within.cents > within.target_group.map(fences).fillna(np.inf)
person = within.assign(above=above).groupby(["provider", "client"], sort=False).above.max()
outliers = person.groupby("provider").agg(["size", "sum"])
tell("outliers", words["provider"][outliers.index], "", outliers["size"], outliers["sum"])

people = client.groupby(["client", "region"], sort=False)[["sex", "birth_year"]].min().reset_index()
in_care = people.assign(age=(year - people.birth_year).astype("int64")).groupby(["region", "sex", "age"]).size().reset_index(name="n")
tell("in_care", words["region"][in_care.region], [f"{words['sex'][s]} {a}" for s, a in zip(in_care.sex, in_care.age)], in_care.n, "")
