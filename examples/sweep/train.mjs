// Trains a network with two hidden layers to tell two interleaved spirals apart, by stochastic gradient descent with
// momentum. Everything is drawn from seeded generators, so a run with the same options gives the same result.
//
//   node train.mjs --lr 0.1 --hidden 16 --seed 1 [--epochs 600]
import { appendFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const { values: options } = parseArgs({
  options: {
    lr: { type: 'string' },
    hidden: { type: 'string' },
    seed: { type: 'string', default: '1' },
    epochs: { type: 'string', default: '600' },
  },
})
const lr = Number(options.lr)
const hidden = Number(options.hidden)
const seed = Number(options.seed)
const epochs = Number(options.epochs)
if (!(lr > 0) || !(hidden >= 1) || !(epochs >= 1) || ![hidden, epochs, seed].every(Number.isInteger)) {
  console.error('usage: train.mjs --lr RATE --hidden UNITS [--seed N] [--epochs N]')
  process.exit(2)
}

const batch = 16
const momentum = 0.9

/** Mulberry32: small, fast, and good enough to shuffle and to initialise. */
function generator(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

function normal(random) {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

function shuffle(list, random) {
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    ;[list[i], list[j]] = [list[j], list[i]]
  }
  return list
}

/** Two spirals of two turns with noise. The data do not depend on --seed: all runs learn the same task. */
function spirals(count) {
  const random = generator(20260724)
  const points = []
  for (let i = 0; i < count; i++) {
    const label = i % 2
    const along = Math.sqrt(random())
    const angle = along * 4 * Math.PI + label * Math.PI
    const x = along * Math.cos(angle) + normal(random) * 0.04
    const y = along * Math.sin(angle) + normal(random) * 0.04
    points.push({ x: x * 2, y: y * 2, label })
  }
  return shuffle(points, random)
}

/** A dense layer with its gradients and momenta, in flat arrays. */
function layer(inputs, outputs, random) {
  const weights = Float64Array.from({ length: inputs * outputs }, () => normal(random) * Math.sqrt(2 / inputs))
  return {
    inputs,
    outputs,
    weights,
    bias: new Float64Array(outputs),
    gradient: new Float64Array(inputs * outputs),
    biasGradient: new Float64Array(outputs),
    velocity: new Float64Array(inputs * outputs),
    biasVelocity: new Float64Array(outputs),
    out: new Float64Array(outputs),
    error: new Float64Array(outputs),
  }
}

function forward(layer, input, rectify) {
  const { inputs, outputs, weights, bias, out } = layer
  for (let o = 0; o < outputs; o++) {
    let sum = bias[o]
    for (let i = 0; i < inputs; i++) sum += weights[o * inputs + i] * input[i]
    out[o] = rectify && sum < 0 ? 0 : sum
  }
  return out
}

/** Adds this example's gradient, and passes the error on to the layer below. */
function backward(layer, input, below) {
  const { inputs, outputs, weights, gradient, biasGradient, error } = layer
  if (below) below.error.fill(0)
  for (let o = 0; o < outputs; o++) {
    const e = error[o]
    if (e === 0) continue
    biasGradient[o] += e
    for (let i = 0; i < inputs; i++) {
      gradient[o * inputs + i] += e * input[i]
      if (below && below.out[i] > 0) below.error[i] += e * weights[o * inputs + i]
    }
  }
}

function step(layer, rate) {
  const update = (values, gradient, velocity) => {
    for (let i = 0; i < values.length; i++) {
      velocity[i] = momentum * velocity[i] - rate * gradient[i]
      values[i] += velocity[i]
      gradient[i] = 0
    }
  }
  update(layer.weights, layer.gradient, layer.velocity)
  update(layer.bias, layer.biasGradient, layer.biasVelocity)
}

const random = generator(seed)
const layers = [layer(2, hidden, random), layer(hidden, hidden, random), layer(hidden, 1, random)]
const [first, second, last] = layers
const input = new Float64Array(2)

function predict(point) {
  input[0] = point.x
  input[1] = point.y
  return forward(last, forward(second, forward(first, input, true), true), false)[0]
}

/** Cross entropy of a logit, in the form that does not overflow. */
function crossEntropy(logit, label) {
  return Math.max(logit, 0) - logit * label + Math.log1p(Math.exp(-Math.abs(logit)))
}

function evaluate(points) {
  let loss = 0
  let right = 0
  for (const point of points) {
    const logit = predict(point)
    loss += crossEntropy(logit, point.label)
    if (logit > 0 === (point.label === 1)) right++
  }
  return { loss: loss / points.length, accuracy: right / points.length }
}

function trainEpoch(points) {
  let loss = 0
  for (let start = 0; start < points.length; start += batch) {
    const end = Math.min(start + batch, points.length)
    for (let n = start; n < end; n++) {
      const logit = predict(points[n])
      loss += crossEntropy(logit, points[n].label)
      last.error[0] = 1 / (1 + Math.exp(-logit)) - points[n].label
      backward(last, second.out, second)
      backward(second, first.out, first)
      backward(first, input, null)
    }
    for (const layer of layers) step(layer, lr / (end - start))
  }
  return loss / points.length
}

function report(progress, loss) {
  if (process.env.ROTA_PROGRESS_FILE) {
    appendFileSync(process.env.ROTA_PROGRESS_FILE, `progress=${progress.toFixed(2)} loss=${loss.toFixed(4)}\n`)
  }
}

const points = spirals(800)
const training = points.slice(0, 600)
const validation = points.slice(600)
for (let epoch = 1; epoch <= epochs; epoch++) {
  const loss = trainEpoch(shuffle(training, random))
  // The start may be rough, but a loss a hundred times that of a coin toss does not come back.
  if (!Number.isFinite(loss) || loss > 100 * Math.LN2) {
    console.error(`diverged in epoch ${epoch}: loss is ${loss.toPrecision(3)}, the learning rate ${lr} is too high`)
    process.exit(1)
  }
  if (epoch % 20 === 0 || epoch === epochs) report(epoch / epochs, loss)
}

const result = {
  lr,
  hidden,
  seed,
  epochs,
  train: evaluate(training),
  validation: evaluate(validation),
  layers: layers.map(({ weights, bias }) => ({ weights: [...weights], bias: [...bias] })),
}
// Written aside and renamed, so that a run that is stopped leaves no half of a model.
const file = join(process.env.ROTA_OUTPUT_DIR ?? '.', `model-lr${lr}-hidden${hidden}-seed${seed}.json`)
writeFileSync(`${file}.part`, JSON.stringify(result))
renameSync(`${file}.part`, file)
const { accuracy, loss } = result.validation
console.log(`lr ${lr}  hidden ${hidden}  seed ${seed}  validation accuracy ${(accuracy * 100).toFixed(1)} %  loss ${loss.toFixed(3)}`)
