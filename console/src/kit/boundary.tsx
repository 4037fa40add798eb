import { Component, type ReactNode } from 'react'
import { ProblemView } from './problem'

/** A fault of the console itself stays inside its part of the page. */
export class Boundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state = { error: null as unknown }

  static getDerivedStateFromError(error: unknown) { return { error } }

  override render() {
    if (!this.state.error) return this.props.children
    return <ProblemView error={this.state.error} retry={() => this.setState({ error: null })} />
  }
}
